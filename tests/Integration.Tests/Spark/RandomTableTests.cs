using Pipeline.Integration.Tests.Replication;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>Random tables through the embedded engine and through Spark: the same replicas, byte by byte.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed class RandomTableTests(TestSpark spark, TestServers servers)
{
    [Fact]
    public async Task Any_table_is_the_same_on_Spark_as_on_the_embedded_engine() => await RandomTables.One.Array[4].SampleAsync(
        async tables =>
        {
            var distinct = tables.DistinctBy(table => table.Name, StringComparer.OrdinalIgnoreCase).ToList();
            await using var source = await servers.CreatePostgresAsync(withSchema: false);
            await source.ExecuteAsync($"{string.Join('\n', distinct.Select(table => table.Sql))}; grant select on all tables in schema public to {Cli.Servers.ShopRoles.Reader}");
            await using var expected = await Scenario.OpenAsync(Engine.Embedded, spark, servers, source);
            await using var actual = await Scenario.OpenAsync(Engine.Connect, spark, servers, source);

            await Scenario.RunWellAsync(() => expected.StartReplication("--tables", "public.*"));
            await Scenario.RunWellAsync(() => actual.StartReplication("--tables", "public.*"));

            foreach (var name in distinct.Select(table => $"{table.Name}_replica"))
                (await TableBytes.OfMySqlAsync(actual.Target, name)).ShouldBe(await TableBytes.OfMySqlAsync(expected.Target, name), name);
        },
        iter: 3,
        threads: 1);
}
