using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Replication;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>The schemas with every type and shape on Spark, to both servers, compared value by value by code of the tests alone.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed class SchemaTests(TestSpark spark, TestServers servers)
{
    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Every_type_and_shape_arrives_exactly(MySqlFlavor flavor)
    {
        await using var shop = await Shop.OpenAsync(servers, flavor, $"{await Schemas.ReadAsync("types")}\n{await Schemas.ReadAsync("shapes")}");

        await ReplicateAsync(shop, "public.*");

        foreach (var table in Schemas.Types.Concat(Schemas.Shapes))
            await Replication.Comparison.Tables.ShouldBeEqualAsync(shop, table, $"{table}_replica");
    }

    [Fact]
    public async Task A_negative_zero_keeps_its_sign_on_MySQL()
    {
        await using var shop = await Shop.OpenAsync(
            servers, MySqlFlavor.MySql, "create table zeros (id int primary key, d double precision, r real); insert into zeros values (1, '-0', 0), (2, 0, '-0')");

        await ReplicateAsync(shop, "zeros");

        await Replication.Comparison.Tables.ShouldBeEqualAsync(shop, "zeros", "zeros_replica");
    }

    [Fact]
    public async Task Values_of_five_megabytes_go_through_a_small_executor()
    {
        await using var shop = await Shop.OpenAsync(servers, MySqlFlavor.MariaDb, """
            create table large (id int primary key, t text, b bytea);
            insert into large select i, repeat(md5(i::text), 160000), decode(repeat(md5(i::text), 160000), 'hex') from generate_series(1, 40) as i;
            """);

        await ReplicateAsync(shop, "large");

        (await shop.TargetRowsAsync("select concat(count(*), ' ', sum(length(t)), ' ', sum(length(b))) from large_replica")).ShouldBe(["40 204800000 102400000"]);
    }

    private async Task ReplicateAsync(Shop shop, string tables)
    {
        await using var process = JobProcess.Start(
            ["run", "replication", "--on", "connect", "--tables", tables],
            new Dictionary<string, string>(await spark.EnvironmentAsync(Engine.Connect), StringComparer.Ordinal)
            {
                ["POSTGRES_URL"] = shop.Source.Reader.WithPassword(),
                ["MYSQL_URL"] = shop.Target.Owner.WithPassword(),
            });
        (await process.EndAsync()).ShouldEnd(ExitCode.Done);
    }
}
