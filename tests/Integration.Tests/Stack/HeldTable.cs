using Npgsql;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>A small table of PostgreSQL that is locked until it is released: a job that reads it waits, and no other job does.</summary>
internal sealed class HeldTable : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _hold;

    private HeldTable(NpgsqlConnection connection, NpgsqlTransaction hold) => (_connection, _hold) = (connection, hold);

    public static async Task<HeldTable> MakeAsync(DatabaseUrl url, string table)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var connection = await PostgresConnections.OpenAsync(url, "stack tests", cancellation);
        await connection.ExecuteAsync($"create table {table} (id bigint primary key); insert into {table} values (1); grant select on {table} to {ShopRoles.Reader}", cancellation);
        var hold = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync($"lock table {table} in access exclusive mode", cancellation);
        return new HeldTable(connection, hold);
    }

    public Task ReleaseAsync() => _hold.RollbackAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _hold.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
