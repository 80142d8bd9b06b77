using Npgsql;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>
/// A view of one row whose readers wait until it is released. A locked table would hold up every job that asks the catalog for its size;
/// this one holds only those that name it. It is no lock that they wait for, as a run gives way to one; a sequence has no snapshots.
/// </summary>
internal sealed class HeldView : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly string _name;

    private HeldView(NpgsqlConnection connection, string name) => (_connection, _name) = (connection, name);

    public static async Task<HeldView> MakeAsync(DatabaseUrl url, string name)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var connection = await PostgresConnections.OpenAsync(url, "stack tests", cancellation);
        await connection.ExecuteAsync(
            $"""
            create sequence {name}_released;
            create function {name}_wait() returns boolean language plpgsql volatile security definer as $$
            begin
                while not (select is_called from {name}_released) loop
                    perform pg_sleep(0.02);
                end loop;
                return true;
            end
            $$;
            create view {name} as select 1::bigint as id where {name}_wait();
            grant select on {name} to {ShopRoles.Reader};
            """,
            cancellation);
        return new HeldView(connection, name);
    }

    public Task ReleaseAsync() => _connection.ExecuteAsync($"select nextval('{_name}_released')", CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        await _connection.DisposeAsync();
    }
}
