using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>The source's schema changes before a run or in the middle of it.</summary>
public sealed class SchemaChangeTests(TestServers servers)
{
    private const string Waits = "select count(*) from pg_locks as l join pg_class as c on c.oid = l.relation where c.relname = 'held' and not l.granted";

    [Fact]
    public async Task A_table_that_is_filled_anew_after_the_snapshot_is_not_published_as_empty()
    {
        await using var shop = await OpenAsync();
        await using var holder = await PostgresConnections.OpenAsync(shop.Source.Superuser, "test", CancellationToken.None);
        await holder.ExecuteAsync("begin; lock table held in access exclusive mode", CancellationToken.None);
        await using var run = shop.Start("--tables", "held,t");
        await UntilWaitingAsync(shop, run);

        await shop.Source.ExecuteAsync("begin; truncate t; insert into t select k, 'new' from generate_series(1, 50) as k; commit");
        await holder.ExecuteAsync("commit", CancellationToken.None);

        (await run.EndAsync()).ShouldEnd(ExitCode.CannotConnect).Errors.ShouldContain("public.t was truncated or rewritten");
        (await shop.TargetRowsAsync("select table_name from information_schema.tables where table_name in ('t_replica', 'held_replica') and table_schema = database()")).ShouldBeEmpty();
        await shop.ReplicateWellAsync("--tables", "held,t");
        (await shop.TargetRowsAsync("select count(*) from t_replica where v = 'new'")).ShouldBe(["50"]);
    }

    [Fact]
    public async Task A_run_gives_way_to_a_change_that_holds_a_table()
    {
        await using var shop = await OpenAsync();
        await using var holder = await PostgresConnections.OpenAsync(shop.Source.Superuser, "test", CancellationToken.None);
        await holder.ExecuteAsync("begin; lock table held in access exclusive mode", CancellationToken.None);

        (await shop.ReplicateAsync("--tables", "held,t")).ShouldEnd(ExitCode.CannotConnect).Errors.ShouldContain("public.held: a change of its schema holds the table or waits for it; the run gave way (lock timeout)");
        await shop.ReplicateWellAsync("--tables", "t");

        await holder.ExecuteAsync("commit", CancellationToken.None);
        await shop.ReplicateWellAsync("--tables", "held,t");
    }

    [Fact]
    public async Task A_column_that_grew_and_a_longer_value_find_room()
    {
        await using var shop = await OpenAsync();
        await shop.ReplicateWellAsync("--tables", "t");

        await shop.Source.ExecuteAsync("alter table t alter v type varchar(100); update t set v = repeat('x', 60) where id = 3");

        await shop.ReplicateWellAsync("--tables", "t");
        (await shop.TargetRowsAsync("select id from t_replica where length(v) = 60")).ShouldBe(["3"]);
    }

    [Fact]
    public async Task A_verification_says_that_the_shape_has_changed_and_accuses_nobody()
    {
        await using var shop = await OpenAsync();
        await shop.ReplicateWellAsync("--tables", "t");

        await shop.Source.ExecuteAsync("alter table t add more int");
        (await shop.ReplicateAsync("--tables", "t", "--verify")).ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain("column more (int) is new");
        await shop.Source.ExecuteAsync("alter table t drop more; alter table t drop v");
        (await shop.ReplicateAsync("--tables", "t", "--verify")).ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain("column v is gone");

        await shop.ReplicateWellAsync("--tables", "t");
        await shop.ReplicateWellAsync("--tables", "t", "--verify");
    }

    [Fact]
    public async Task Names_of_our_own_and_keys_kept_as_text_are_compared_like_others()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table bound (id int primary key, k int not null); insert into bound select k, 0 from generate_series(1, 2000) as k;
            create table n (id int, part numeric, primary key (id, part)); insert into n values (1, 9), (1, 10), (1, 100.5), (2, 'NaN')
            """);

        foreach (var _ in Enumerable.Range(0, 2))
            await shop.ReplicateWellAsync("--tables", "bound,n", "--on-unrepresentable", "n.part=text");

        (await shop.TargetRowsAsync("select count(*) from bound_replica")).ShouldBe(["2000"]);
        (await shop.TargetRowsAsync("select part from n_replica order by part")).ShouldBe(["10", "100.5", "9", "NaN"]);
    }

    private Task<Shop> OpenAsync() => Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
        create table held (id int primary key); insert into held select generate_series(1, 10);
        create table t (id int primary key, v varchar(40)); insert into t select k, 'old' from generate_series(1, 100) as k
        """);

    private static Task UntilWaitingAsync(Shop shop, JobProcess process) => Waiting.UntilAsync(process, async () => await shop.Source.ScalarAsync(Waits) is not 0L);
}
