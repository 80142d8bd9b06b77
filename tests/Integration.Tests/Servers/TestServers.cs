namespace Pipeline.Integration.Tests.Servers;

/// <summary>Database servers of this test run alone: started when first asked for, gone with the run. They give fresh databases.</summary>
public sealed class TestServers : IAsyncLifetime
{
    private readonly TestRunFolder _folder = TestRunFolder.OfThisRun();
    private readonly Lazy<Task<PostgresServer>> _postgres;
    private readonly Lazy<Task<MySqlServer>> _mariaDb;
    private readonly Lazy<Task<MySqlServer>> _mySql;

    public TestServers()
    {
        _postgres = new(() => PostgresServer.StartAsync(_folder));
        _mariaDb = new(() => MySqlServer.StartPrivateAsync(_folder));
        _mySql = new(() => MySqlServer.StartContainerAsync());
    }

    public async ValueTask InitializeAsync()
    {
        await TestRunFolder.SweepAsync();
        await MySqlContainer.SweepAsync();
    }

    /// <summary>A PostgreSQL database of its own, dropped when disposed of.</summary>
    /// <param name="withSchema">True for the shop's empty tables, false for none.</param>
    public async Task<TestPostgres> CreatePostgresAsync(bool withSchema = true) =>
        await (await _postgres.Value).CreateAsync(withSchema);

    /// <summary>A MySQL database of its own, dropped when disposed of.</summary>
    /// <param name="flavor">Which product; a test that needs a missing one is skipped, and fails in CI.</param>
    /// <param name="withSchema">True for the tables of db/init_mysql.sql, false for none.</param>
    public async Task<TestMySql> CreateMySqlAsync(MySqlFlavor flavor = MySqlFlavor.MariaDb, bool withSchema = true)
    {
        if (flavor is MySqlFlavor.MariaDb)
            return await (await _mariaDb.Value).CreateAsync(withSchema);
        Capability.Require(await MySqlContainer.MissingAsync());
        return await (await _mySql.Value).CreateAsync(withSchema);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { _mariaDb, _mySql })
        {
            if (server.IsValueCreated)
                await (await server.Value).DisposeAsync();
        }

        if (_postgres.IsValueCreated)
            await (await _postgres.Value).DisposeAsync();
        _folder.Delete();
    }
}
