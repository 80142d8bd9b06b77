using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>Tables of the target that no run of replication may take.</summary>
public sealed class OwnershipTests(TestServers servers)
{
    private const string Source = "create table t (id int primary key, v text); insert into t select k, 'v' from generate_series(1, 3) as k";

    [Theory]
    [InlineData("full")]
    [InlineData("diff")]
    public async Task A_table_that_no_run_has_published_is_not_taken_where_it_has_another_shape_and_rows(string mode)
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, Source);
        await shop.Target.ExecuteAsync("create table t (id int primary key, precious text); insert into t values (1, 'precious')");

        var refused = (await shop.ReplicateAsync("--tables", "t", "--name", "{table}", "--mode", mode)).ShouldEnd(ExitCode.DataRefused);
        refused.Errors.ShouldContain("public.t: t holds rows that no run has published, and has another shape (column precious is gone, ");
        refused.Errors.ShouldContain("drop table `t`");
        (await shop.PlanAsync("--tables", "t", "--name", "{table}")).ShouldEnd(ExitCode.DataRefused).Output.ShouldContain("no run has published");
        (await shop.TargetRowsAsync("select precious from t")).ShouldBe(["precious"]);

        await shop.Target.ExecuteAsync("delete from t");
        await shop.ReplicateWellAsync("--tables", "t", "--name", "{table}", "--mode", mode);
        await shop.Source.ExecuteAsync("alter table t add w int");
        await shop.ReplicateWellAsync("--tables", "t", "--name", "{table}", "--mode", mode);
    }

    [Fact]
    public async Task A_target_that_was_never_set_up_shows_in_its_plan_whose_rows_are_in_the_way()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MySql, Source);
        await shop.Target.ExecuteAsync("create table t_replica (precious int); insert into t_replica values (1); drop table pipeline_run_tables, pipeline_runs");

        (await shop.PlanAsync("--tables", "t")).ShouldEnd(ExitCode.DataRefused).Output.ShouldContain("t_replica holds rows that no run has published");
    }

    [Fact]
    public async Task A_mart_is_not_given_to_a_replica_while_it_stands()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, Source);
        await shop.Target.ExecuteAsync("""
            create table t (id int primary key, v longtext);
            insert into pipeline_runs (run_id, attempt, job, engine, outcome, began, ended) values ('nightly', 1, 'analytics', 'e', 'done', now(), now());
            insert into pipeline_run_tables (run_id, attempt, source_name, target_name, seconds) values ('nightly', 1, 'orders', 't', 1)
            """);

        var refused = (await shop.ReplicateAsync("--tables", "t", "--name", "{table}")).ShouldEnd(ExitCode.DataRefused);
        refused.Errors.ShouldContain("t is a table of the job analytics, as run nightly published it; it was not given to public.t.");
        (await shop.PlanAsync("--tables", "t", "--name", "{table}")).ShouldEnd(ExitCode.DataRefused);

        await shop.Target.ExecuteAsync("drop table t");
        await shop.ReplicateWellAsync("--tables", "t", "--name", "{table}");
        await shop.ReplicateWellAsync("--tables", "t", "--name", "{table}");
    }

    /// <summary>To MariaDB they are two tables, but one name in a list of names.</summary>
    [Fact]
    public async Task A_replica_beside_one_whose_name_differs_by_case_alone_is_not_given_to_another_table()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, $"""
            create schema s2;
            create table ix (id int primary key); insert into ix values (1);
            create table "IX" (id int primary key); insert into "IX" values (2);
            create table s2.ix (id int primary key); insert into s2.ix values (3);
            grant usage on schema s2 to {ShopRoles.Reader};
            grant select on s2.ix to {ShopRoles.Reader}
            """);
        await shop.ReplicateWellAsync("--tables", "public.ix");
        await shop.ReplicateWellAsync("--tables", "public.IX");

        (await shop.ReplicateAsync("--tables", "s2.ix")).ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain("ix_replica holds public.ix, as run ");
        (await shop.TargetRowsAsync("select id from ix_replica")).ShouldBe(["1"]);

        await shop.Target.ExecuteAsync("drop table ix_replica");
        await shop.ReplicateWellAsync("--tables", "s2.ix");
        (await shop.TargetRowsAsync("select id from IX_replica union all select id from ix_replica")).ShouldBe(["2", "3"]);
    }
}
