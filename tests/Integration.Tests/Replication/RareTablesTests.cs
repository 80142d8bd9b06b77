using Pipeline.Common;
using Pipeline.Integration.Tests.Replication.Comparison;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>Names, settings and triggers that few have.</summary>
public sealed class RareTablesTests(TestServers servers)
{
    [Fact]
    public async Task A_column_with_the_name_of_a_rows_place_lets_its_table_travel_whole()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id int primary key, pipeline_ctid text); insert into t select k, 'a' from generate_series(1, 100) as k");
        await shop.ReplicateWellAsync("--tables", "t");

        await shop.Source.ExecuteAsync("update t set pipeline_ctid = 'b' where id = 7");
        var ending = await shop.ReplicateWellAsync("--tables", "t");

        ending.Output.ShouldContain("Note: public.t: copied whole: it has changed, and its column pipeline_ctid has the name by which single rows are fetched");
        (await shop.TargetRowsAsync("select id from t_replica where pipeline_ctid = 'b'")).ShouldBe(["7"]);
        await shop.ReplicateWellAsync("--tables", "t", "--verify");
        await shop.ReplicateWellAsync("--tables", "t", "--compare");
    }

    [Fact]
    public async Task A_database_whose_strings_take_backslashes_is_read_as_any()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table t (id int primary key, doc json, more jsonb, words text[]);
            insert into t values (1, '{"a": "\\u0041\\\\ \"q\" \\n"}', '["\\\\", "\\t"]', array['back\\slash', 'it''s']);
            do $$ begin execute format('alter database %I set standard_conforming_strings = off', current_database()); end $$
            """);

        await shop.ReplicateWellAsync("--tables", "t");

        await Tables.ShouldBeEqualAsync(shop, "t", "t_replica");
    }

    [Fact]
    public async Task A_trigger_that_changes_rows_of_a_replica_is_named_as_the_cause()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id int primary key, v text); insert into t select k, 'a' from generate_series(1, 100) as k");
        await shop.ReplicateWellAsync("--tables", "t");
        await shop.Target.ExecuteAsync("create trigger t_upper before insert on t_replica for each row set new.v = upper(new.v)", shop.Target.Administrator);
        await shop.Source.ExecuteAsync("update t set v = 'b' where id = 7");

        var ending = (await shop.ReplicateAsync("--tables", "t")).ShouldEnd(ExitCode.ProofFailed);

        ending.Errors.ShouldContain("t_replica was given the rows of public.t and then held others");
        ending.Errors.ShouldContain("a trigger at t_replica changes rows (`show triggers`): --mode full replaces the table");
        await shop.ReplicateWellAsync("--tables", "t", "--mode", "full");
        (await shop.TargetRowsAsync("select v from t_replica where id = 7")).ShouldBe(["b"]);
    }
}
