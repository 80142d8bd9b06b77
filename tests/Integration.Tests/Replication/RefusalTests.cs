using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>What a run refuses, and that it leaves the target as it was.</summary>
public sealed class RefusalTests(TestServers servers)
{
    [Fact]
    public async Task What_mysql_cannot_hold_is_refused_by_table_column_and_number()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table odd (id bigint primary key, d double precision, ts timestamptz); insert into odd values (1, 'NaN', now()), (2, 1, 'infinity'), (3, 'Infinity', now())");

        var ending = await shop.ReplicateAsync("--tables", "public.odd");

        ending.ShouldEnd(ExitCode.DataRefused);
        ending.Errors.ShouldContain("1 row of public.odd.d holds NaN (id = 1). 1 row of public.odd.d holds infinity (id = 3). 1 row of public.odd.ts holds infinity (id = 2).");
        ending.Errors.ShouldContain("--on-unrepresentable public.odd.d=null, =clamp (the nearest value), or =text");
        (await shop.LeftoversAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_that_emptied_or_shrank_is_not_published_unless_allowed()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id bigint primary key); insert into t select generate_series(1, 100)");
        await shop.ReplicateWellAsync("--tables", "t");

        await shop.Source.ExecuteAsync("delete from t where id > 40");
        (await shop.ReplicateAsync("--tables", "t")).ShouldEnd(ExitCode.DataRefused);
        (await shop.TargetRowsAsync("select count(*) from t_replica")).ShouldBe(["100"]);
        await shop.ReplicateWellAsync("--tables", "t", "--allow-shrink");

        await shop.Source.ExecuteAsync("truncate t");
        var emptied = await shop.ReplicateAsync("--tables", "t");
        emptied.ShouldEnd(ExitCode.DataRefused);
        emptied.Errors.ShouldContain("public.t has no rows, but t_replica has 40");
        await shop.ReplicateWellAsync("--tables", "t", "--allow-empty");
        (await shop.TargetRowsAsync("select count(*) from t_replica")).ShouldBe(["0"]);
    }

    [Fact]
    public async Task A_missing_grant_is_told_in_two_lines()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id bigint primary key)");
        await shop.Source.ExecuteAsync($"revoke select on t from {ShopRoles.Reader}");

        var ending = await shop.ReplicateAsync("--tables", "t");

        ending.ShouldEnd(ExitCode.CannotConnect);
        ending.Errors.Trim().Split('\n').Length.ShouldBe(2, ending.Errors);
        ending.Errors.ShouldContain("permission denied for table t");
    }

    [Fact]
    public async Task A_server_that_is_away_is_named_with_its_address()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id bigint primary key)");
        var away = ServerUrl.MySql("127.0.0.1", 1, "someone", "secret", "shop");

        var ending = await JobProcess.RunAsync("replication", shop.Source.Reader, away, "--tables", "t");

        ending.ShouldEnd(ExitCode.CannotConnect);
        ending.Errors.ShouldContain("Cannot reach MySQL at 127.0.0.1:1");
        ending.Errors.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Of_two_servers_that_are_away_the_target_is_named_as_the_run_would_be_recorded_there()
    {
        var ending = await JobProcess.RunAsync(
            "replication", ServerUrl.Postgres("127.0.0.1", 1, "someone", "secret", "shop"), ServerUrl.MySql("127.0.0.1", 2, "someone", "secret", "shop"), "--tables", "t");

        ending.ShouldEnd(ExitCode.CannotConnect);
        ending.Errors.ShouldStartWith("error: Cannot reach MySQL at 127.0.0.1:2");
        ending.Errors.ShouldNotContain("PostgreSQL");
    }

    [Fact]
    public async Task A_reader_that_may_not_see_every_row_is_refused_instead_of_copied()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table t (id bigint primary key);
            insert into t values (1), (2);
            alter table t enable row level security;
            create policy odd_rows on t using (id % 2 = 1);
            """);

        var ending = await shop.ReplicateAsync("--tables", "t");

        ending.ShouldEnd(ExitCode.CannotConnect);
        ending.Errors.ShouldContain("row-level security");
    }

    /// <summary>A swap would take the foreign key along with the old table; a change in place would delete the rows that follow it.</summary>
    [Theory]
    [InlineData("full")]
    [InlineData("diff")]
    public async Task A_foreign_key_that_points_at_a_replica_is_named_before_anything_is_written(string mode)
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id bigint primary key, v text); insert into t select k, 'v' from generate_series(1, 100) as k");
        await shop.ReplicateWellAsync("--tables", "t");
        await shop.Target.ExecuteAsync("""
            create table note (id int primary key, t_id bigint not null, constraint note_of foreign key (t_id) references t_replica (id) on delete cascade);
            insert into note values (1, 7)
            """, shop.Target.Administrator);
        await shop.Source.ExecuteAsync("update t set v = 'other' where id = 7");

        var ending = await shop.ReplicateAsync("--tables", "t", "--mode", mode);

        ending.ShouldEnd(ExitCode.DataRefused);
        ending.Errors.ShouldContain($"public.t: the foreign key note_of of {shop.Target.Owner.Database}.note points at its replica t_replica");
        ending.Errors.ShouldContain($"alter table `{shop.Target.Owner.Database}`.`note` drop foreign key `note_of`");
        (await shop.TargetRowsAsync("select id from note")).ShouldBe(["1"]);
        (await shop.LeftoversAsync()).ShouldBeEmpty();
        (await shop.PlanAsync("--tables", "t")).ShouldEnd(ExitCode.DataRefused).Output.ShouldContain("note_of");
        await shop.ReplicateWellAsync("--tables", "t", "--verify");

        await shop.Target.ExecuteAsync("alter table note drop foreign key note_of", shop.Target.Administrator);
        await shop.ReplicateWellAsync("--tables", "t", "--mode", mode);
    }

    [Fact]
    public async Task A_table_of_an_earlier_run_that_a_foreign_key_holds_is_told_with_its_remedy()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id bigint primary key)");
        await shop.Target.ExecuteAsync("""
            create table pipeline_old_replication_12345678_0 (id bigint primary key);
            create table note (id int primary key, t_id bigint, constraint note_of foreign key (t_id) references pipeline_old_replication_12345678_0 (id))
            """, shop.Target.Administrator);

        var ending = (await shop.ReplicateAsync("--tables", "t")).ShouldEnd(ExitCode.CannotConnect);

        ending.Errors.ShouldContain("note_of");
        ending.Errors.ShouldContain("drop foreign key");
    }
}
