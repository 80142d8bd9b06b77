using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>What a run writes into pipeline_run_tables beside the proof, and how tables of an older version come to hold it.</summary>
public sealed class RunTablesTests(TestServers servers)
{
    private const string Columns = """
        select concat_ws(' ', table_name, ordinal_position, column_name, column_type, is_nullable, collation_name, column_comment)
        from information_schema.columns
        where table_schema = database() and table_name in ('pipeline_runs', 'pipeline_run_tables')
        order by table_name, ordinal_position
        """;

    // A bigint takes 8 bytes, a short text one more than its letters, NULL none.
    [Fact]
    public async Task The_size_of_the_values_is_recorded_of_whole_copies_of_differences_and_of_tables_without_a_key()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table keyed (id bigint primary key, v text);
            create table keyless (v text);
            insert into keyed select k, case when k > 10 then md5(k::text) end from generate_series(1, 1000) as k;
            insert into keyless select md5(k::text) from generate_series(1, 100) as k;
            """);

        await shop.ReplicateWellAsync("--tables", "keyed,keyless", "--run-id", "first");
        await shop.ReplicateWellAsync("--tables", "keyed,keyless", "--run-id", "second");

        (await shop.TargetRowsAsync("select concat(run_id, ' ', target_name, ' ', bytes) from pipeline_run_tables order by run_id, target_name")).ShouldBe(
        [
            $"first keyed_replica {1000 * 8 + 990 * 33}",
            $"first keyless_replica {100 * 33}",
            $"second keyed_replica {1000 * 8 + 990 * 33}",
            $"second keyless_replica {100 * 33}",
        ]);
    }

    [Fact]
    public async Task A_table_whose_differences_are_moved_has_its_own_seconds()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table a_large (id bigint primary key, v text);
            create table b_small (id bigint primary key);
            create table c_keyless (v text);
            insert into a_large select k, repeat('v', 300) from generate_series(1, 50000) as k;
            insert into b_small values (1);
            insert into c_keyless values ('v')
            """);
        await shop.ReplicateWellAsync("--tables", "a_large,b_small,c_keyless", "--run-id", "first");
        await shop.ReplicateWellAsync("--tables", "a_large,b_small,c_keyless", "--run-id", "second");

        (await shop.TargetRowsAsync("""
            select concat(t.target_name, if(t.seconds > 0, '', ' took none'), if(t.seconds < large.seconds, '', ' took as long as the large one'))
            from pipeline_run_tables as t
            join pipeline_run_tables as large on large.run_id = t.run_id and large.target_name = 'a_large_replica'
            where t.run_id = 'second' and t.target_name <> 'a_large_replica'
            order by t.target_name
            """)).ShouldBe(["b_small_replica", "c_keyless_replica"]);
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task A_target_that_was_never_set_up_is_named_with_the_script_for_it(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, "create table t (id bigint primary key)");
        await shop.Target.ExecuteAsync("drop table pipeline_run_tables, pipeline_runs");

        var ending = (await shop.ReplicateAsync("--tables", "t")).ShouldEnd(ExitCode.CannotConnect);

        ending.Errors.ShouldStartWith("error: MySQL has no run tables: Table '");
        ending.Errors.ShouldEndWith("pipeline_runs' doesn't exist.\n  Type: mysql … < db/init_mysql.sql\n");
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Run_tables_of_an_older_version_become_those_of_this_one(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, "create table t (id bigint primary key); insert into t values (1)");
        var asMade = await shop.TargetRowsAsync(Columns);
        await shop.Target.ExecuteAsync("""
            alter table pipeline_run_tables drop column bytes, modify column run_id varchar(64) not null;
            alter table pipeline_runs modify column run_id varchar(64) not null;
            """);
        var longest = new string('r', 200);

        await shop.ReplicateWellAsync("--tables", "t", "--run-id", longest);

        (await shop.TargetRowsAsync("select distinct run_id from pipeline_runs join pipeline_run_tables using (run_id, attempt)")).ShouldBe([longest]);

        (await shop.TargetRowsAsync("select bytes from pipeline_run_tables")).ShouldBe(["8"]);
        (await shop.TargetRowsAsync(Columns)).ShouldBe(asMade);
    }
}
