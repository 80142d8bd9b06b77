using System.Reflection;
using Pipeline.Engines.Tests.Api;
using Pipeline.Spark.Sql;

namespace Pipeline.Cli.Tests.Spark;

/// <summary>
/// The jobs must compile and run against Microsoft.Spark too. Every line of api.txt was compared with its source (dotnet/spark,
/// src/csharp/Microsoft.Spark/Sql), except those of SparkEngineException, which it has not.
/// </summary>
public sealed class ApiUseTests
{
    private static readonly string[] OnlyOurs = ["SparkEngineException"];

    public static TheoryData<string> Jobs => ["Pipeline.Replication", "Pipeline.Analytics", "Pipeline.KafkaToPostgres"];

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_job_uses_only_what_Microsoft_Spark_has(string job)
    {
        var used = ApiUse.Of(Assembly.Load(job));

        used.ShouldContain("SparkSession.Builder() : Builder", "it is a job of Spark");
        used.Where(line => !IsChecked(line)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Pipeline.Common")]
    [InlineData("Pipeline.ShopGenerator")]
    [InlineData("Pipeline.EventGenerator")]
    [InlineData("Pipeline.Cli")]
    public void Whatever_is_no_job_uses_nothing_of_it(string assembly) => ApiUse.Of(Assembly.Load(assembly)).ShouldBeEmpty();

    [Fact]
    public void A_use_of_what_only_the_engines_have_is_seen()
    {
        var remedy = new Func<SparkEngineException, string>(error => error.Remedy);

        remedy.ShouldNotBeNull();
        ApiUse.Of(typeof(ApiUseTests).Assembly).Where(line => !IsChecked(line)).ShouldBe(
            ["sealed class SparkEngineException : Exception", "SparkEngineException.Remedy : String"], ignoreOrder: true);
    }

    private static bool IsChecked(string line) =>
        ApiText.Checked(typeof(SparkSession).Assembly).Contains(line, StringComparer.Ordinal)
        && !OnlyOurs.Any(type => line.StartsWith($"{type}.", StringComparison.Ordinal) || line.StartsWith($"sealed class {type} ", StringComparison.Ordinal));
}
