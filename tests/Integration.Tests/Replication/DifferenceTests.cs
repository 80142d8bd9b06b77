using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>A rerun that moves only what differs.</summary>
public sealed class DifferenceTests(TestServers servers)
{
    private const string Created = "select concat(create_time) from information_schema.tables where table_schema = database() and table_name like '%\\_replica' order by table_name";

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Rows_added_changed_removed_and_of_another_key_are_moved_in_place(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, """
            create table t (id bigint primary key, email text not null unique, price numeric(12,2), at timestamptz, note text);
            insert into t select k, 'u' || k, k / 7.0, timestamptz '2026-01-01 00:00:00Z' + k * interval '1.000001 seconds', repeat('é', k % 300) from generate_series(1, 3000) as k
            """);
        await shop.ReplicateWellAsync("--tables", "t");
        var created = await shop.TargetRowsAsync(Created);

        await shop.Source.ExecuteAsync("""
            begin;
            update t set price = null, note = 'changed' where id in (7, 700);
            delete from t where id between 100 and 103;
            insert into t values (-5, 'fresh', 1, null, ''), (90000, 'far', 2, now(), null);
            update t set id = id + 10000 where id in (50, 51);
            update t set email = 'x' where id = 1; update t set email = 'u1' where id = 2; update t set email = 'u2' where id = 1;
            commit
            """);
        var ending = await shop.ReplicateWellAsync("--tables", "t");

        ending.Output.ShouldContain("4 rows added, 4 changed, 6 removed, in ");
        ending.Output.ShouldContain("Published 1 table, 2,998 rows, 8 of them written, in ");
        await EqualAsync(shop, "select concat_ws('|', id, email, price, note) from {0} order by id");
        (await shop.TargetRowsAsync(Created)).ShouldBe(created, "the table is still the one that stood there");
        (await shop.TargetRowsAsync("select count(distinct checksum_target) from pipeline_run_tables where checksum_source = checksum_target and rows_source = rows_target")).ShouldBe(["2"]);
        (await shop.LeftoversAsync()).ShouldBeEmpty();
        (await shop.ReplicateWellAsync("--tables", "t")).Output.ShouldContain("s, unchanged, checksum ");
        await shop.ReplicateWellAsync("--tables", "t", "--verify");
    }

    /// <summary>The replica's rows are then still being read, over the connection that is closed next.</summary>
    [Fact]
    public async Task A_source_that_dies_while_rows_are_compared_ends_the_run()
    {
        const string dies = "select pg_terminate_backend(pid) from pg_stat_activity where state = 'active' and query like 'select%ctid::text%' and datname = current_database() and pid <> pg_backend_pid()";
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table t (id bigint primary key, v text not null); insert into t select k, repeat('v', 500) from generate_series(1, 60000) as k
            """);
        await shop.ReplicateWellAsync("--tables", "t");
        await shop.Source.ExecuteAsync("update t set v = 'changed' where id % 4 = 0");

        await using var connection = await PostgresConnections.OpenAsync(shop.Source.Superuser, "pipeline tests", TestContext.Current.CancellationToken);
        var struck = 0;
        for (var attempt = 0; attempt < 40 && struck < 3; attempt++)
        {
            await using var process = shop.Start("--tables", "t", "--mode", "diff");
            var ending = process.EndAsync();
            while (!ending.IsCompleted)
            {
                if (await connection.QueryAsync(dies, row => row.GetBoolean(0), TestContext.Current.CancellationToken) is [])
                {
                    await Task.Delay(2, TestContext.Current.CancellationToken);
                    continue;
                }

                struck++;
                (await ending.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).ShouldEnd(ExitCode.CannotConnect);
            }
        }

        struck.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Tables_that_differ_become_visible_at_one_moment_however_many()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table t (id uuid, part int, v text, primary key (id, part)); insert into t select gen_random_uuid(), k % 3, 'v' || k from generate_series(1, 2000) as k;
            create table s (id int primary key, v text); insert into s select k, 'v' || k from generate_series(1, 2000) as k
            """);
        await shop.ReplicateWellAsync("--tables", "s,t");

        await shop.Source.ExecuteAsync("update s set v = 'new' where id = 5; update t set v = 'new' where v in ('v1', 'v2'); delete from t where v = 'v3'");
        await shop.ReplicateWellAsync("--tables", "s,t");
        await EqualAsync(shop, "select concat_ws('|', id, part, v) from {0} order by id, part");

        // The rows of a small one are replaced in the same transaction.
        await shop.Source.ExecuteAsync("update s set v = 'all'; update t set v = 'again' where part = 1 and v = 'v4'");
        var ending = await shop.ReplicateWellAsync("--tables", "s,t");
        ending.Output.ShouldContain("Note: public.s: copied whole: more than a third of its rows differs");
        ending.Output.ShouldContain("s, 0 rows added, 1 changed, 0 removed, in ");
        await EqualAsync(shop, "select concat_ws('|', id, part, v) from {0} order by id, part");

        // One that must be swapped takes those with it that changed.
        await shop.Source.ExecuteAsync("alter table s add w int; update t set v = 'more' where v = 'v5'");
        ending = await shop.ReplicateWellAsync("--tables", "s,t");
        ending.Output.ShouldContain("Note: public.t: copied whole: 1 row differs, and becomes visible together with s_replica (its shape has changed)");
        await EqualAsync(shop, "select concat_ws('|', id, part, v) from {0} order by id, part");
        (await shop.LeftoversAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_whole_copy_is_made_where_much_differs_the_shape_is_new_or_no_key_exists()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id int primary key, v text); insert into t select k, 'a' from generate_series(1, 1000) as k; create table keyless as select 1 as v");
        await shop.ReplicateWellAsync("--tables", "t,keyless");

        await shop.Source.ExecuteAsync("update t set v = 'b' where id % 2 = 0");
        (await shop.ReplicateWellAsync("--tables", "t,keyless")).Output.ShouldContain("Note: public.t: copied whole: more than a third of its rows differs");
        (await shop.TargetRowsAsync("select count(*) from t_replica where v = 'b'")).ShouldBe(["500"]);

        await shop.Source.ExecuteAsync("alter table t add w int; update t set w = 1 where id = 1");
        (await shop.ReplicateWellAsync("--tables", "t")).Output.ShouldContain("Note: public.t: copied whole: its shape has changed; replica replaced: column w (int) is new");
        (await shop.ReplicateWellAsync("--tables", "t", "--mode", "full")).Output.ShouldNotContain("unchanged");
    }

    [Fact]
    public async Task Tables_without_a_usable_key_leave_the_others_their_differences()
    {
        const string tables = "t,named,keyless,parted";
        (string Table, string Why)[] others =
            [("named", "its key does not begin with an integer or a uuid"), ("keyless", "it has no primary key"), ("parted", "it is partitioned")];
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table t (id int primary key, v text); insert into t select k, 'a' from generate_series(1, 1000) as k;
            create table named (code text primary key, v int); insert into named select 'c' || k, k from generate_series(1, 10) as k;
            create table keyless (code text, v int); insert into keyless select 'c', k % 3 from generate_series(1, 10) as k;
            create table parted (id int, v int, primary key (id)) partition by range (id); create table parted_1 partition of parted default;
            insert into parted select k, k from generate_series(1, 10) as k
            """);
        await shop.ReplicateWellAsync("--tables", tables);
        var created = await shop.TargetRowsAsync(Created);

        await shop.Source.ExecuteAsync("update t set v = 'b' where id = 7");
        var ending = await shop.ReplicateWellAsync("--tables", tables);

        ending.Output.ShouldContain("s, 0 rows added, 1 changed, 0 removed, in ");
        ending.Output.Split("s, unchanged, checksum ").Length.ShouldBe(1 + others.Length);
        ending.Output.ShouldNotContain("Note: ", customMessage: "the lines of the tables say it");
        (await shop.TargetRowsAsync(Created)).ShouldBe(created);
        await shop.ReplicateWellAsync("--tables", tables, "--verify");

        await shop.Source.ExecuteAsync("update t set v = 'c' where id = 7; " + string.Join("; ", others.Select(other => $"update {other.Table} set v = 100 where v = 1")));
        ending = await shop.ReplicateWellAsync("--tables", tables);

        ending.Output.ShouldContain("s, 0 rows added, 1 changed, 0 removed, in ");
        (await shop.TargetRowsAsync(Created)).ShouldBe(created, "all tables are still those that stood there");
        await shop.ReplicateWellAsync("--tables", tables, "--verify");
        (await shop.TargetRowsAsync("select v from t_replica where id = 7")).ShouldBe(["c"]);
        foreach (var (table, why) in others)
        {
            ending.Output.ShouldContain($"Note: public.{table}: copied whole: it has changed, and {why}");
            (await shop.TargetRowsAsync($"select count(*) from {table}_replica where v = 100"))
                .ShouldBe(await shop.SourceRowsAsync($"select count(*) from {table} where v = 100"), table);
        }
    }

    [Fact]
    public async Task What_stands_there_without_a_proof_is_copied_over_and_the_reason_told()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (v text); insert into t values ('a'), ('b')");
        (await shop.ReplicateWellAsync("--tables", "t")).Output.ShouldNotContain("copied whole");

        // As db/init_mysql.sql leaves one.
        await shop.Target.ExecuteAsync("delete from pipeline_run_tables; delete from t_replica", shop.Target.Owner);
        (await shop.ReplicateWellAsync("--tables", "t")).Output.ShouldNotContain("copied whole");
        await shop.Target.ExecuteAsync("delete from pipeline_run_tables", shop.Target.Owner);

        (await shop.ReplicateWellAsync("--tables", "t")).Output.ShouldContain("Note: public.t: copied whole: no run has proven its replica");
        await shop.Target.ExecuteAsync("update t_replica set v = 'b'", shop.Target.Owner);
        (await shop.ReplicateWellAsync("--tables", "t")).Output.ShouldContain("Note: public.t: copied whole: it has changed, and it has no primary key");
        (await shop.ReplicateWellAsync("--tables", "t", "--no-proof")).Output.ShouldContain("Note: public.t: copied whole: --no-proof compares no rows");
        (await shop.TargetRowsAsync("select v from t_replica order by v")).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task A_longer_text_in_a_key_finds_room()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id int, name text, primary key (id, name)); insert into t select k, 'short' from generate_series(1, 100) as k");
        await shop.ReplicateWellAsync("--tables", "t");

        await shop.Source.ExecuteAsync("update t set name = repeat('long', 50) where id = 3; update t set name = 'Short ' where id = 4");
        await shop.ReplicateWellAsync("--tables", "t");

        await EqualAsync(shop, "select concat_ws('|', id, name) from {0} order by id");
    }

    /// <summary>A key may hold what stands between the rows of a chunk, and letters that other orders take for the same.</summary>
    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Keys_of_text_and_time_are_told_apart(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, """
            create table t (id int, name varchar(20), at timestamptz, v int not null, primary key (id, name, at));
            insert into t select k, name, at, k from generate_series(1, 50) as k
            cross join unnest(array['a', 'A', 'a ', 'ä', ';', 'a;b', '']) as name cross join unnest(array['2026-03-29 01:02:03Z', '2026-03-29 01:02:03.5Z']::timestamptz[]) as at
            """);
        await shop.ReplicateWellAsync("--tables", "t");

        await shop.Source.ExecuteAsync("""
            update t set v = 0 where id = 7 and name = 'a;b'; update t set name = 'b' where id = 8 and name = 'A' and at = '2026-03-29 01:02:03Z';
            delete from t where id = 9 and name in ('a', ''); delete from t where id = 10 and name = 'a ' and at > '2026-03-29 01:02:03Z'
            """);
        var ending = await shop.ReplicateWellAsync("--tables", "t");

        ending.Output.ShouldContain("1 row added, 2 changed, 6 removed, in ");
        await EqualAsync(shop, "select concat_ws('|', id, name, v) from {0} order by id, name, at");
        await shop.ReplicateWellAsync("--tables", "t", "--compare");
    }

    /// <summary>They are read in parts: many more would make a text longer than a server sends.</summary>
    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Many_rows_that_only_the_replica_has_in_one_place_are_removed(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, "create table t (id int primary key, v text); insert into t select k * 10000, 'v' from generate_series(1, 12000) as k");
        await shop.ReplicateWellAsync("--tables", "t");
        var strangers = string.Join(", ", Enumerable.Range(1, 3000).Select(i => $"({(500 * 10000) + i}, 'stranger')"));
        await shop.Target.ExecuteAsync($"insert into t_replica values {strangers}; update t_replica set v = 'changed' where id = 5010000", shop.Target.Owner);

        (await shop.ReplicateWellAsync("--tables", "t")).Output.ShouldContain("0 rows added, 1 changed, 3,000 removed, in 1 of ");

        await EqualAsync(shop, "select concat_ws('|', id, v) from {0} order by id");
        await shop.ReplicateWellAsync("--tables", "t", "--compare");
    }

    [Fact]
    public Task Any_changes_on_both_sides_end_in_equal_tables() =>
        Gen.Select(Gen.Int[1, 4000].List[0, 12], Gen.Int[1, 4000].List[0, 12], Gen.Int[0, 3000]).SampleAsync(async (there, here, first) =>
        {
            await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, $"create table t (id int primary key, v int); insert into t select k, k from generate_series({first}, {first + 1500}) as k");
            await shop.ReplicateWellAsync("--tables", "t");
            foreach (var (key, i) in there.Select((key, i) => (key, i)))
                await shop.Source.ExecuteAsync(Edit("t", key, i, "on conflict (id) do nothing"));
            foreach (var (key, i) in here.Select((key, i) => (key, i)))
                await shop.Target.ExecuteAsync(Edit("t_replica", key, i, "on duplicate key update v = 2"), shop.Target.Owner);

            await shop.ReplicateWellAsync("--tables", "t");

            await EqualAsync(shop, "select concat_ws('|', id, v) from {0} order by id");
            await shop.ReplicateWellAsync("--tables", "t", "--compare");
        }, iter: 5, threads: 1);

    private static string Edit(string table, int key, int i, string conflict) => (i % 3) switch
    {
        0 => $"update {table} set v = -1 where id = {key}",
        1 => $"delete from {table} where id between {key} and {key + 5}",
        _ => $"insert into {table} values ({key}, 7) {conflict}",
    };

    private static async Task EqualAsync(Shop shop, string query)
    {
        foreach (var table in await shop.SourceRowsAsync("select relname::text from pg_class where relkind = 'r' and relname in ('t', 's')"))
        {
            var own = table == "s" ? query.Replace("part, ", "", StringComparison.Ordinal).Replace(", part", "", StringComparison.Ordinal) : query;
            (await shop.TargetRowsAsync(own.Replace("{0}", $"{table}_replica", StringComparison.Ordinal)))
                .ShouldBe(await shop.SourceRowsAsync(own.Replace("{0}", table, StringComparison.Ordinal)), table);
        }
    }
}
