using Pipeline.Cli.Spark;
using Pipeline.Common;

namespace Pipeline.Cli.Tests.Spark;

public sealed class SubmitLineTests
{
    private static readonly SubmitLine Line = new("/s/bin/spark-submit", "spark://127.0.0.1:7077", "/s/cluster.conf");

    private static readonly string[] Before =
        ["/s/bin/spark-submit", "--master", "spark://127.0.0.1:7077", "--deploy-mode", "client", "--properties-file", "/s/cluster.conf"];

    [Fact]
    public void Engines_are_started_as_a_Python_program_would_be() =>
        Line.For(SparkBinding.Engines, "/jobs/Pipeline.Replication.dll", ["--tables", "public.*"]).ShouldBe(
        [
            .. Before, "--class", "org.apache.spark.deploy.PythonRunner", "--conf", "spark.pyspark.driver.python=dotnet",
            "spark-internal", "/jobs/Pipeline.Replication.dll", "", "--tables", "public.*",
        ]);

    [Fact]
    public void Settings_of_one_application_outdo_the_file()
    {
        var line = Line with { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["spark.b"] = "-Xa -Xb", ["spark.a"] = "1" } };

        line.For(SparkBinding.Engines, "/jobs/Job.dll", []).Take(Before.Length + 4).ShouldBe([.. Before, "--conf", "spark.a=1", "--conf", "spark.b=-Xa -Xb"]);
    }

    [Fact]
    public void Microsoft_Spark_is_started_by_its_bridge_jar()
    {
        var folder = Directory.CreateTempSubdirectory("pipeline-submit-").FullName;
        var bridge = Path.Combine(folder, "microsoft-spark-4-0_2.13-2.4.0.jar");
        File.WriteAllText(bridge, "");
        var job = Path.Combine(folder, "Pipeline.Analytics.dll");

        Line.For(SparkBinding.Microsoft, job, ["--marts", "daily_sales_analytics"]).ShouldBe(
            [.. Before, "--class", "org.apache.spark.deploy.dotnet.DotnetRunner", bridge, "dotnet", job, "--marts", "daily_sales_analytics"]);

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_missing_bridge_jar_is_named()
    {
        var error = Should.Throw<PipelineException>(() => Line.For(SparkBinding.Microsoft, "/nowhere/Job.dll", []));

        error.Code.ShouldBe(ExitCode.CannotConnect);
        error.Message.ShouldContain("/nowhere holds no microsoft-spark-4-0_2.13-2.4.0.jar");
    }

    [Fact]
    public void The_jobs_of_this_build_are_bound_to_our_engines() =>
        SparkBindings.Of(typeof(Pipeline.Replication.ReplicationProgram).Assembly).ShouldBe(SparkBinding.Engines);
}
