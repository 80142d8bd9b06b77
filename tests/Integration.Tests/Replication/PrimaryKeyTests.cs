using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>A server that takes no table without a primary key, which is a setting for all of it: so it is a server of this test alone.</summary>
public sealed class PrimaryKeyTests(TestServers servers) : IAsyncLifetime
{
    private string _folder = "";

    public async ValueTask InitializeAsync() => _folder = await TestRunFolder.OfThisRun().ForOneTestAsync("keys");

    public async ValueTask DisposeAsync()
    {
        await PrivateMySql.StopAsync(_folder);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_table_without_a_primary_key_is_named_before_anything_is_written()
    {
        await using var source = await servers.CreatePostgresAsync(withSchema: false);
        await source.ExecuteAsync($"create table keyed (id int primary key); create table keyless (id int); grant select on all tables in schema public to {ShopRoles.Reader}");
        await using var server = await PrivateMySql.StartAsync(_folder, _ => { }, TestContext.Current.CancellationToken);
        await ShopSchema.PrepareAsync(server, ShopRoles.Database, TestContext.Current.CancellationToken);
        await using (var administrator = await MySqlConnections.OpenAsync(server.Url(PrivateMySql.Administrator, "mysql"), "test", TestContext.Current.CancellationToken))
            await administrator.ExecuteAsync("set global innodb_force_primary_key = on", TestContext.Current.CancellationToken);
        var target = server.Url(ShopRoles.Owner, ShopRoles.Database);

        var ending = (await JobProcess.RunAsync("replication", source.Reader, target, "--tables", "public.*")).ShouldEnd(ExitCode.DataRefused);

        ending.Errors.ShouldContain("public.keyless has no primary key, and this server takes no table without one (innodb_force_primary_key).");
        (await JobProcess.RunAsync("replication", source.Reader, target, "--tables", "keyed")).ShouldEnd(ExitCode.Done);
    }
}
