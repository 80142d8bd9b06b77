using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Replication;

/// <summary>A replica whose source has changed its shape.</summary>
public sealed class DriftTests(TestServers servers)
{
    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Another_shape_is_refused_when_asked_and_else_replaced_as_a_whole_with_its_grants(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, "create table t (id int primary key, gone text, grown int); insert into t values (1, 'a', 2)");
        await shop.ReplicateWellAsync("--tables", "t", "--on-drift", "refuse");
        await shop.ReplicateWellAsync("--tables", "t", "--on-drift", "refuse");
        var reader = $"reader_{shop.Target.Owner.Database}";
        await shop.Target.ExecuteAsync($"create user {reader}@'%' identified by 'secret'; grant select on t_replica to {reader}@'%'", shop.Target.Administrator);

        await shop.Source.ExecuteAsync("alter table t drop gone, add fresh jsonb, alter grown type bigint; create index t_grown on t (grown)");
        var refused = await shop.ReplicateAsync("--tables", "t", "--on-drift", "refuse");
        refused.ShouldEnd(ExitCode.DataRefused);
        refused.Errors.ShouldContain("column gone is gone, column fresh (");
        refused.Errors.ShouldContain("column grown is int, now bigint, index (grown) is new");
        (await shop.TargetRowsAsync("select gone from t_replica")).ShouldBe(["a"]);

        var ending = await shop.ReplicateWellAsync("--tables", "t");
        ending.Output.ShouldContain("replica replaced: column gone is gone");
        var database = shop.Target.Owner.Database;
        (await ScalarAsync(shop, $"select count(*) from mysql.tables_priv where user = '{reader}' and db = '{database}' and table_name = 't_replica'")).ShouldBe(1);
        await shop.Target.ExecuteAsync($"drop user {reader}@'%'", shop.Target.Administrator);
    }

    [Fact]
    public async Task An_index_by_an_expression_is_another_shape_like_any()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MySql, "create table t (id int primary key, at date); insert into t values (1, '2026-01-01')");
        await shop.ReplicateWellAsync("--tables", "t");
        await shop.Target.ExecuteAsync("create index by_month on t_replica ((month(at)))");

        (await shop.ReplicateWellAsync("--tables", "t")).Output.ShouldContain("replica replaced: index ((expression)) is gone");
    }

    [Fact]
    public async Task A_key_that_the_server_added_is_none_of_the_shape()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MySql, "create table t (v int); insert into t values (1), (1)");
        await shop.Target.ExecuteAsync(
            "set session sql_generate_invisible_primary_key = on; create table t_replica (v int null) engine = InnoDB default charset = utf8mb4 collate = utf8mb4_0900_bin",
            shop.Target.Administrator);

        await shop.ReplicateWellAsync("--tables", "t", "--on-drift", "refuse");
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb, "utf8mb4")]
    [InlineData(MySqlFlavor.MariaDb, "latin1")]
    [InlineData(MySqlFlavor.MySql, "utf8mb4")]
    [InlineData(MySqlFlavor.MySql, "latin1")]
    public async Task A_replica_that_was_given_another_collation_loses_no_row_to_it(MySqlFlavor flavor, string charset)
    {
        var collation = charset == "latin1" ? "latin1_general_ci" : "utf8mb4_unicode_ci";
        await using var shop = await Shop.OpenAsync(servers, flavor, """
            create table t (id int primary key, email varchar(40) not null unique, words text, more jsonb, other uuid);
            insert into t select k, 'user' || k, 'words', '{"a": 1}', gen_random_uuid() from generate_series(1, 100) as k
            """);
        await shop.ReplicateWellAsync("--tables", "t");
        await shop.ReplicateWellAsync("--tables", "t", "--on-drift", "refuse");
        await shop.Target.ExecuteAsync($"alter table t_replica convert to character set {charset} collate {collation}");

        (await shop.ReplicateAsync("--tables", "t", "--compare")).ShouldEnd(ExitCode.ProofFailed).Errors.ShouldContain($"column email is varchar(40) collate {collation} not null, now varchar(40) collate ");
        await shop.Source.ExecuteAsync("insert into t values (101, 'USER17')");
        (await shop.ReplicateWellAsync("--tables", "t")).Output.ShouldContain("replica replaced: column email is ");

        (await shop.TargetRowsAsync("select id from t_replica where lower(email) = 'user17' order by id")).ShouldBe(["17", "101"]);
        await shop.ReplicateWellAsync("--tables", "t", "--on-drift", "refuse");
        await shop.ReplicateWellAsync("--tables", "t", "--compare");
    }

    /// <summary>As db/init_mysql.sql makes one, of a collation that both servers know.</summary>
    [Fact]
    public async Task An_empty_replica_of_another_collation_waits_for_its_first_run()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, "create table t (id int primary key, v varchar(40)); insert into t values (1, 'v')");
        await shop.Target.ExecuteAsync("create table t_replica (id int primary key, v varchar(40)) character set utf8mb4 collate utf8mb4_bin");

        (await shop.ReplicateWellAsync("--tables", "t", "--on-drift", "refuse")).Output.ShouldNotContain("copied whole");

        (await shop.TargetRowsAsync("select collation_name from information_schema.columns where table_schema = database() and table_name = 't_replica' and column_name = 'v'")).ShouldBe(["utf8mb4_nopad_bin"]);
    }

    private static async Task<long> ScalarAsync(Shop shop, string sql)
    {
        await using var connection = await MySqlConnections.OpenAsync(shop.Target.Administrator, "pipeline tests", TestContext.Current.CancellationToken);
        return await connection.ScalarAsync<long>(sql, TestContext.Current.CancellationToken);
    }
}
