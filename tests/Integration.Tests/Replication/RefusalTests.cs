using Pipeline.Common;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>What a run refuses, and that it leaves the target as it was.</summary>
public sealed class RefusalTests(TestServers servers)
{
    private async Task<Shop> ShopAsync(string ddl)
    {
        var shop = new Shop(await servers.CreatePostgresAsync(), await servers.CreateMySqlAsync(MySqlFlavor.MariaDb));
        await shop.SourceAsync(ddl);
        return shop;
    }

    [Fact]
    public async Task What_mysql_cannot_hold_is_refused_by_table_column_and_number()
    {
        var shop = await ShopAsync("create table odd (id bigint primary key, d double precision, ts timestamptz); insert into odd values (1, 'NaN', now()), (2, 1, 'infinity'), (3, 'Infinity', now())");

        var ending = await shop.ReplicateAsync("--tables", "public.odd");

        ending.Code.ShouldBe(ExitCode.DataRefused, ending.Text);
        ending.Errors.ShouldContain("2 rows of public.odd.d hold NaN or infinity, 1 rows of public.odd.ts hold dates before the year 1, after 9999 or infinite");
        (await shop.LeftoversAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_type_outside_the_contract_is_refused_by_name()
    {
        var shop = await ShopAsync("create table docs (id bigint primary key, words tsvector)");

        var ending = await shop.ReplicateAsync("--tables", "public.docs");

        ending.Code.ShouldBe(ExitCode.DataRefused, ending.Text);
        ending.Errors.ShouldContain("public.docs: the contract has no exact MySQL type for words (tsvector).");
    }

    [Fact]
    public async Task A_table_that_emptied_or_shrank_is_not_published_unless_allowed()
    {
        var shop = await ShopAsync("create table t (id bigint primary key); insert into t select generate_series(1, 100)");
        await shop.ReplicateWellAsync("--tables", "t");

        await shop.SourceAsync("delete from t where id > 40");
        (await shop.ReplicateAsync("--tables", "t")).Code.ShouldBe(ExitCode.DataRefused);
        (await shop.TargetValueAsync<long>("select count(*) from t_replica")).ShouldBe(100);
        await shop.ReplicateWellAsync("--tables", "t", "--allow-shrink");

        await shop.SourceAsync("truncate t");
        var emptied = await shop.ReplicateAsync("--tables", "t");
        emptied.Code.ShouldBe(ExitCode.DataRefused);
        emptied.Errors.ShouldContain("public.t has no rows, but t_replica has 40");
        await shop.ReplicateWellAsync("--tables", "t", "--allow-empty");
        (await shop.TargetValueAsync<long>("select count(*) from t_replica")).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_attempt_beside_a_living_one_steps_back()
    {
        var shop = await ShopAsync("create table t (id bigint primary key)");
        await using var living = await MySqlConnections.OpenAsync(shop.Target, "test", TestContext.Current.CancellationToken);
        await Common.Runs.RunLock.TakeAsync(living, "replication", TestContext.Current.CancellationToken);

        var ending = await shop.ReplicateAsync("--tables", "t");

        ending.Code.ShouldBe(ExitCode.AttemptAtWork, ending.Text);
        ending.Errors.ShouldContain("Another attempt of replication is at work");
    }

    [Fact]
    public async Task A_missing_grant_is_told_in_two_lines()
    {
        var shop = await ShopAsync("create table t (id bigint primary key); create role nobody_reads login password 'x'");
        var stranger = shop with { Source = DatabaseUrl.Parse("POSTGRES_URL", $"postgres://nobody_reads:x@{shop.Source.Address}", 5432, "postgres") };

        var ending = await stranger.ReplicateAsync("--tables", "t");

        ending.Code.ShouldBe(ExitCode.CannotConnect, ending.Text);
        ending.Errors.Trim().Split('\n').Length.ShouldBe(2, ending.Errors);
        ending.Errors.ShouldContain("permission denied for table t");
    }

    [Fact]
    public async Task A_server_that_is_away_is_named_with_its_address()
    {
        var shop = await ShopAsync("create table t (id bigint primary key)");
        var away = shop with { Target = DatabaseUrl.Parse("MYSQL_URL", "mysql://u:secret@127.0.0.1:1/d", 3306, "mysql") };

        var ending = await away.ReplicateAsync("--tables", "t");

        ending.Code.ShouldBe(ExitCode.CannotConnect, ending.Text);
        ending.Errors.ShouldContain("Cannot reach MySQL at 127.0.0.1:1");
        ending.Errors.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_reader_that_may_not_see_every_row_is_refused_instead_of_copied()
    {
        var shop = await ShopAsync("""
            create table t (id bigint primary key);
            insert into t values (1), (2);
            alter table t enable row level security;
            create policy odd_rows on t using (id % 2 = 1);
            create role half_sighted login password 'x';
            grant select on t to half_sighted;
            """);
        var half = shop with { Source = DatabaseUrl.Parse("POSTGRES_URL", $"postgres://half_sighted:x@{shop.Source.Address}", 5432, "postgres") };

        var ending = await half.ReplicateAsync("--tables", "t");

        ending.Code.ShouldBe(ExitCode.CannotConnect, ending.Text);
        ending.Errors.ShouldContain("row-level security");
    }
}
