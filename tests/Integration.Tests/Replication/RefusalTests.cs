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
}
