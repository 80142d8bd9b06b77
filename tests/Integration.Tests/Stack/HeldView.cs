using Npgsql;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>
/// A view of one row whose readers wait until it is released. A locked table would hold up every job that asks the catalog for its size;
/// this one holds only those that name it.
/// </summary>
internal sealed class HeldView : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private HeldView(NpgsqlConnection connection) => _connection = connection;

    public static async Task<HeldView> MakeAsync(DatabaseUrl url, string name)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var connection = await PostgresConnections.OpenAsync(url, "stack tests", cancellation);
        await connection.ExecuteAsync(
            $"""
            select pg_advisory_lock(hashtext('{name}'));
            create view {name} as select 1::bigint as id where pg_advisory_xact_lock_shared(hashtext('{name}')) is not null;
            grant select on {name} to {ShopRoles.Reader};
            """,
            cancellation);
        return new HeldView(connection);
    }

    public Task ReleaseAsync() => _connection.ExecuteAsync("select pg_advisory_unlock_all()", TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
