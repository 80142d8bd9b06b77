using Pipeline.Cli.Run;
using Pipeline.Common;

namespace Pipeline.Cli.Tests.Run;

public sealed class RunPlacesTests
{
    [Theory]
    [InlineData("--tables a --on spark --json", "Spark")]
    [InlineData("--on=connect --tables a --json", "Connect")]
    [InlineData("--tables a --json --on embedded", "Embedded")]
    [InlineData("--tables a --json", "Embedded")]
    public void The_place_is_taken_out_and_the_rest_stays_as_it_was(string line, string place)
    {
        var taken = RunPlaces.Take(line.Split(' '));

        taken.Place.ToString().ShouldBe(place);
        taken.Args.ShouldBe(["--tables", "a", "--json"]);
    }

    [Theory]
    [InlineData("--on yarn", "--on yarn: there is no such place.")]
    [InlineData("--on", "--on names no place.")]
    public void An_unknown_place_is_named(string line, string message)
    {
        var error = Should.Throw<PipelineException>(() => RunPlaces.Take(line.Split(' ')));

        error.Code.ShouldBe(ExitCode.Usage);
        error.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("Embedded")]
    [InlineData("Connect")]
    public void A_job_built_for_Microsoft_Spark_runs_under_spark_submit_alone(string place)
    {
        var error = Should.Throw<PipelineException>(() => SparkRun.RequireBinding(Cli.Spark.SparkBinding.Microsoft, Enum.Parse<RunPlace>(place), []));

        error.Code.ShouldBe(ExitCode.Usage);
        error.Remedy.ShouldContain("--on spark");
    }

    [Fact]
    public void Submitted_or_without_a_session_it_runs()
    {
        SparkRun.RequireBinding(Cli.Spark.SparkBinding.Microsoft, RunPlace.Spark, []);
        SparkRun.RequireBinding(Cli.Spark.SparkBinding.Microsoft, RunPlace.Embedded, ["--verify"]);
        SparkRun.RequireBinding(Cli.Spark.SparkBinding.Microsoft, RunPlace.Embedded, ["--compare"]);
        SparkRun.RequireBinding(Cli.Spark.SparkBinding.Engines, RunPlace.Embedded, []);
    }

    [Fact]
    public void Spark_is_not_sent_to_an_embedded_broker_that_it_cannot_read()
    {
        var error = Should.Throw<PipelineException>(() => SparkRun.RefuseEmbedded("127.0.0.1:9", ["--topic", "clicks"]));

        error.Code.ShouldBe(ExitCode.Usage);
        error.Message.ShouldBe("The broker at 127.0.0.1:9 is embedded in another program, and Spark's Kafka client cannot read from it.");
        SparkRun.RefuseEmbedded("127.0.0.1:9", ["--verify"]);
        SparkRun.RefuseEmbedded("127.0.0.1:9", ["--replay-rejected"]);
    }
}
