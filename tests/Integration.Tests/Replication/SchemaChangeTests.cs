using Npgsql;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>The source's schema changes before a run or in the middle of it.</summary>
public sealed class SchemaChangeTests(TestServers servers)
{
    private const string Waits = "select count(*) from pg_locks as l join pg_class as c on c.oid = l.relation where c.relname = 'held' and not l.granted";

    private const string Beside = """
        create table fresh (id int primary key, v varchar(40)); insert into fresh select k, 'fresh' from generate_series(300, 349) as k;
        create materialized view m as select id + 100 as id, v from t;
        create unique index m_id on m (id);
        create view both_of_them as select id, v from t union all select id, v from m;
        create view v as select id, v from both_of_them;
        create table p (id int primary key, v varchar(40)) partition by range (id);
        create table p_1 partition of p for values from (1) to (101);
        create table p_2 partition of p for values from (101) to (300);
        insert into p select k, 'old' from generate_series(1, 200) as k;
        create view w as select id, v from p
        """;

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

    [Theory]
    [InlineData("t", "alter table t rename to t_old; alter table fresh rename to t")]
    [InlineData("v", "begin; truncate t; insert into t select k, 'new' from generate_series(1, 50) as k; commit")]
    [InlineData("v", "refresh materialized view m")]
    [InlineData("v", "create table later as select * from t; create or replace view v as select id, v from later")]
    [InlineData("p", "alter table p detach partition p_1")]
    [InlineData("p", "alter table p attach partition fresh for values from (300) to (400)")]
    [InlineData("w", "alter table p detach partition p_1")]
    public async Task Rows_that_cannot_be_read_as_of_the_snapshot_are_not_published(string table, string change)
    {
        await using var shop = await OpenAsync(Beside);

        var ending = await RunAcrossAsync(shop, table, change);

        ending.ShouldEnd(ExitCode.CannotConnect).Errors.ShouldContain($"public.{table} was truncated or rewritten, ");
        (await shop.TargetRowsAsync($"select table_name from information_schema.tables where table_name = '{table}_replica' and table_schema = database()")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("p", "create table p_3 partition of p for values from (300) to (400); insert into p values (301, 'new')")]
    [InlineData("w", "create table p_3 partition of p for values from (300) to (400); insert into p values (301, 'new')")]
    [InlineData("v", "create index later on t (v); analyze t; update t set v = 'new'")]
    [InlineData("v", "refresh materialized view concurrently m")]
    public async Task What_comes_after_the_snapshot_is_left_to_the_next_run(string table, string change)
    {
        await using var shop = await OpenAsync(Beside);

        (await RunAcrossAsync(shop, table, change)).ShouldEnd(ExitCode.Done);

        (await shop.TargetRowsAsync($"select concat(count(*), max(v)) from {table}_replica")).ShouldBe(["200old"]);
    }

    [Fact]
    public async Task A_partition_whose_detaching_was_cut_off_is_left_away_as_by_every_reader()
    {
        await using var shop = await OpenAsync(Beside);
        await using var reader = await PostgresConnections.OpenAsync(shop.Source.Superuser, "test", CancellationToken.None);
        await reader.ExecuteAsync("begin; select count(*) from p", CancellationToken.None);
        await using var owner = await PostgresConnections.OpenAsync(shop.Source.Superuser, "test", CancellationToken.None);
        await owner.ExecuteAsync("set statement_timeout = '1s'", CancellationToken.None);
        (await Should.ThrowAsync<PostgresException>(() => owner.ExecuteAsync("alter table p detach partition p_1 concurrently", CancellationToken.None)))
            .SqlState.ShouldBe(PostgresErrorCodes.QueryCanceled);
        await reader.ExecuteAsync("commit", CancellationToken.None);

        await shop.ReplicateWellAsync("--tables", "p");

        (await shop.TargetRowsAsync("select count(*) from p_replica")).ShouldBe([$"{await shop.Source.ScalarAsync("select count(*) from p")}"]);
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
    public async Task A_verification_passes_over_no_table_that_has_become_one_without_a_replica()
    {
        await using var shop = await OpenAsync();
        await shop.ReplicateWellAsync("--tables", "t");

        await shop.Source.ExecuteAsync("alter table t add \"V\" int");

        var errors = (await shop.ReplicateAsync("--tables", "t", "--verify")).ShouldEnd(ExitCode.DataRefused).Errors;
        errors.ShouldContain("t_replica cannot be verified, as public.t has become a table that no replica can hold: public.t: its columns v and V differ by letter case alone");
        errors.ShouldContain("Replicate a view over it");
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

    /// <summary>Runs the job; the change is made after its snapshot, and before it reads the table.</summary>
    private static async Task<JobResult> RunAcrossAsync(Shop shop, string table, string change)
    {
        await using var holder = await PostgresConnections.OpenAsync(shop.Source.Superuser, "test", CancellationToken.None);
        await holder.ExecuteAsync("begin; lock table held in access exclusive mode", CancellationToken.None);
        await using var run = shop.Start("--tables", $"held,{table}");
        await UntilWaitingAsync(shop, run);
        await shop.Source.ExecuteAsync(change);
        await holder.ExecuteAsync("commit", CancellationToken.None);
        return await run.EndAsync();
    }

    private Task<Shop> OpenAsync(string beside = "") => Shop.OpenAsync(servers, MySqlFlavor.MariaDb, $"""
        create table held (id int primary key); insert into held select generate_series(1, 10);
        create table t (id int primary key, v varchar(40)); insert into t select k, 'old' from generate_series(1, 100) as k;
        {beside}
        """);

    private static Task UntilWaitingAsync(Shop shop, JobProcess process) => Waiting.UntilAsync(process, async () => await shop.Source.ScalarAsync(Waits) is not 0L);
}
