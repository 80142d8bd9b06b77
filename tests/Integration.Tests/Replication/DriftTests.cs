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

    private static async Task<long> ScalarAsync(Shop shop, string sql)
    {
        await using var connection = await MySqlConnections.OpenAsync(shop.Target.Administrator, "pipeline tests", TestContext.Current.CancellationToken);
        return await connection.ScalarAsync<long>(sql, TestContext.Current.CancellationToken);
    }
}
