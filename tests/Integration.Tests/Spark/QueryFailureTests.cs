using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>A mart whose query fails, on every engine: it is the data's or the query's, and no value of a row is told.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed class QueryFailureTests(TestSpark spark, TestServers servers)
{
    [Theory]
    [InlineData(Engine.Embedded)]
    [InlineData(Engine.Spark)]
    [InlineData(Engine.Connect)]
    public async Task A_value_that_cannot_be_cast_is_refused_data_and_stays_untold(Engine engine)
    {
        var (refused, recorded) = await BuildAsync(
            engine, "alter table orders_replica modify order_date varchar(40) not null; insert into orders_replica values (1, 1, 1.00, 'new', 'the day of bob@x.org', null)");

        // Around the job's own two lines stands the log of spark-submit.
        var told = Array.Find(refused.ShouldEnd(ExitCode.DataRefused).Errors.Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal)).ShouldNotBeNull();
        told.ShouldContain("query met values that it cannot compute: ");
        told.ShouldContain("date", Case.Insensitive);
        told.ShouldNotContain("bob@x.org");
        recorded.ShouldNotContain("bob@x.org");
    }

    [Theory]
    [InlineData(Engine.Embedded)]
    [InlineData(Engine.Spark)]
    [InlineData(Engine.Connect)]
    public async Task A_column_that_is_not_there_is_named(Engine engine)
    {
        var (refused, _) = await BuildAsync(engine, "alter table orders_replica change total_amount amount decimal(12, 2) not null");

        refused.ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain("query cannot be run: ");
        refused.Errors.ShouldContain("total_amount");
    }

    /// <summary>Builds a mart over replicas that a statement has spoilt; with it the error that the run recorded.</summary>
    private async Task<(JobResult Ended, string Recorded)> BuildAsync(Engine engine, string spoiling)
    {
        await using var source = await servers.CreatePostgresAsync();
        await using var scenario = await Scenario.OpenAsync(engine, spark, servers, source);
        await scenario.Target.ExecuteAsync(spoiling);
        await using var process = scenario.StartAnalytics("--marts", "daily_sales_analytics");
        return (await process.EndAsync(), (await scenario.Target.ScalarAsync("select error from pipeline_runs")).ShouldBeOfType<string>());
    }
}
