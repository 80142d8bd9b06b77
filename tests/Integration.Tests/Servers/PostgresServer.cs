using Npgsql;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Servers;

/// <summary>The run's PostgreSQL: databases are copies of a template, which takes a tenth of a second.</summary>
internal sealed class PostgresServer(PrivatePostgres server) : IAsyncDisposable
{
    private const string ShopTemplate = "shop_template";
    private const string EmptyTemplate = "empty_template";

    private readonly SemaphoreSlim _oneCopy = new(1);
    private int _databases;

    public static async Task<PostgresServer> StartAsync(TestRunFolder folder)
    {
        var started = await PrivatePostgres.StartAsync((await folder.ServersAsync()).Postgres, _ => { }, CancellationToken.None);
        var server = new PostgresServer(started);
        await ShopSchema.PrepareAsync(started, ShopTemplate, CancellationToken.None);
        await server.ExecuteAsync("postgres", $"create database {EmptyTemplate}");
        await server.OpenForTestsAsync(ShopTemplate);
        await server.OpenForTestsAsync(EmptyTemplate);
        return server;
    }

    public async Task<TestPostgres> CreateAsync(bool withSchema)
    {
        var database = $"t{Interlocked.Increment(ref _databases)}";
        await _oneCopy.WaitAsync();
        try
        {
            await ExecuteAsync("postgres", $"create database {database} template {(withSchema ? ShopTemplate : EmptyTemplate)}");
        }
        finally
        {
            _oneCopy.Release();
        }

        return new TestPostgres(role => server.Url(role, database), () => ExecuteAsync("postgres", $"drop database {database} with (force)"));
    }

    public async ValueTask DisposeAsync()
    {
        _oneCopy.Dispose();
        await server.StopAsync();
    }

    // A test makes tables as the writer or the superuser, and the reader reads them without more ado.
    private Task OpenForTestsAsync(string database) => ExecuteAsync(database, $"""
        grant usage, create on schema public to {ShopRoles.Writer};
        grant usage on schema public to {ShopRoles.Reader}, {ShopRoles.Events};
        alter default privileges for role {ShopRoles.Writer}, {PrivatePostgres.Superuser} grant select on tables to {ShopRoles.Reader};
        """);

    private async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = await PostgresConnections.OpenAsync(
            server.Url(PrivatePostgres.Superuser, database), "pipeline tests", CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
