using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>Settings of a server that change what a session does, unless the session says what it needs.</summary>
public sealed class ServerSettingsTests(TestServers servers)
{
    [Theory]
    [InlineData("autocommit", "0")]
    [InlineData("sql_safe_updates", "1")]
    public async Task A_server_whose_sessions_begin_otherwise_has_the_rows_and_the_record(string setting, string value)
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table t (id int primary key, v text);
            create table keyless (v text);
            insert into t select k, 'v' from generate_series(1, 100) as k;
            insert into keyless select v from t;
            """);

        await WithSessionsOfAsync(shop, setting, value, async () =>
        {
            await shop.ReplicateWellAsync("--tables", "t,keyless");
            await shop.Source.ExecuteAsync("update t set v = 'other' where id = 7; delete from t where id = 8; insert into keyless values ('other')");
            await shop.ReplicateWellAsync("--tables", "t,keyless");
            await shop.ReplicateWellAsync("--tables", "t,keyless", "--verify");
        });

        (await shop.TargetRowsAsync("select outcome from pipeline_runs")).ShouldBe(["done", "done"]);
        (await shop.TargetRowsAsync("select concat(id, v) from t_replica where id in (7, 8)")).ShouldBe(["7other"]);
        (await shop.TargetRowsAsync("select count(*) from keyless_replica")).ShouldBe(["101"]);
    }

    [Fact]
    public async Task A_source_that_is_silent_for_longer_than_the_server_waits_is_copied()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create view slow as
                select k as id, repeat('v', 20000) as v
                from generate_series(1, 3) as k
                where case when k = 3 then pg_sleep(3) is not null else true end
            """);

        // PostgreSQL sends what it has once that is 8 kB; until then no row is waited for.
        await WithSessionsOfAsync(shop, "net_read_timeout", "1", async () => await shop.ReplicateWellAsync("--tables", "slow"));

        (await shop.TargetRowsAsync("select count(*) from slow_replica")).ShouldBe(["3"]);
    }

    // For the sessions of this shop's owner alone: other tests are at work on the same server.
    private static async Task WithSessionsOfAsync(Shop shop, string setting, string value, Func<Task> work)
    {
        await shop.Target.ExecuteAsync(
            $"set global init_connect = \"set {setting} = if(current_user() like '{shop.Target.Owner.User}@%', {value}, @@{setting})\"", shop.Target.Administrator);
        try
        {
            await work();
        }
        finally
        {
            await shop.Target.ExecuteAsync("set global init_connect = ''", shop.Target.Administrator);
        }
    }
}
