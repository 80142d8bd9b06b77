using System.Security.Cryptography;
using MySqlConnector;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Servers;

/// <summary>One of the run's two servers of the MySQL family; every database has an owner of its own.</summary>
internal sealed class MySqlServer(DatabaseUrl administrator, Func<Task> stop) : IAsyncDisposable
{
    private int _databases;

    public static async Task<MySqlServer> StartPrivateAsync(TestRunFolder folder)
    {
        var server = await PrivateMySql.StartAsync((await folder.ServersAsync()).MySql, _ => { }, CancellationToken.None);
        return await new MySqlServer(server.Url(PrivateMySql.Administrator, "mysql"), server.StopAsync).AwayFromUtcAsync();
    }

    public static async Task<MySqlServer> StartContainerAsync()
    {
        var container = await MySqlContainer.StartAsync();
        return await new MySqlServer(container.Administrator, container.RemoveAsync).AwayFromUtcAsync();
    }

    public async Task<TestMySql> CreateAsync(bool withSchema)
    {
        var number = Interlocked.Increment(ref _databases);
        var database = $"t{number}";
        var user = $"owner{number}";
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        await ExecuteAsync(ShopSchema.OwnedDatabase(database, user, password));
        var owner = ServerUrl.MySql(administrator.Host, administrator.Port, user, password, database);
        if (withSchema)
            await ShopSchema.ApplyAsync(owner, CancellationToken.None);
        return new TestMySql(owner, administrator.In(database), () => ExecuteAsync($"drop database if exists {database}; drop user if exists {user};"));
    }

    public async ValueTask DisposeAsync() => await stop();

    // What forgets to set its session's zone is seen by any test that looks at a time.
    private async Task<MySqlServer> AwayFromUtcAsync()
    {
        await ExecuteAsync("set global time_zone = '+05:45'");
        return this;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await MySqlConnections.OpenAsync(administrator, "pipeline tests", CancellationToken.None);
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
