using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>The known instant on every engine, as the doctor sends it.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed class CanaryTests(TestSpark spark, TestServers servers)
{
    [Theory]
    [InlineData(Engine.Embedded)]
    [InlineData(Engine.Spark)]
    [InlineData(Engine.Connect)]
    public async Task The_instant_arrives_unchanged_and_leaves_nothing(Engine engine)
    {
        await using var source = await servers.CreatePostgresAsync(withSchema: false);
        await using var scenario = await Scenario.OpenAsync(engine, spark, servers, source);
        await using var process = scenario.StartReplication("--canary");

        var result = await process.EndAsync();

        result.ShouldEnd(ExitCode.Done).Output.ShouldContain("The instant 2026-03-29 02:30:00.123457 UTC travelled unchanged, on ");
        result.Errors.ShouldBeEmpty("Who reads the log of a good run finds no warning in it, such as one of Java's.");
        (await TableBytes.MadeAsync(scenario.Target)).ShouldNotContain(table => table.StartsWith("pipeline_", StringComparison.Ordinal));
        (await scenario.Target.ScalarAsync("select count(*) from pipeline_runs")).ShouldBe(0L);
    }
}
