using Pipeline.Cli.Doctor;
using Pipeline.Cli.Run;

namespace Pipeline.Cli.Tests.Spark;

public sealed class CanaryChecksTests
{
    [Fact]
    public void An_instant_that_arrived_is_well()
    {
        var finding = CanaryChecks.Of(RunPlace.Spark, 0, "The instant travelled unchanged, on 4.0.4.\n", "WARN something\n");

        finding.ShouldBe(new Finding("time canary, spark", "The instant travelled unchanged, on 4.0.4."));
    }

    [Fact]
    public void One_that_became_another_is_said_with_what_to_type() =>
        CanaryChecks.Of(RunPlace.Connect, 5, "", "WARN something\nerror: The instant arrived as another.\n  Start every JVM with UTC.\n")
            .ShouldBe(new Finding("time canary, connect", "The instant arrived as another.", "Start every JVM with UTC."));

    [Fact]
    public void One_that_ended_without_a_word_says_how_to_send_it_by_hand() =>
        CanaryChecks.Of(RunPlace.Embedded, 134, "", "").Remedy.ShouldBe("Type: ./pipeline run replication --canary --on embedded");
}
