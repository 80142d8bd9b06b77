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

    private static async Task<long> ScalarAsync(Shop shop, string sql)
    {
        await using var connection = await MySqlConnections.OpenAsync(shop.Target.Administrator, "pipeline tests", TestContext.Current.CancellationToken);
        return await connection.ScalarAsync<long>(sql, TestContext.Current.CancellationToken);
    }
}
