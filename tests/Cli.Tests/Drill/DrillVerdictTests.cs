using Pipeline.Cli.Drill;
using Pipeline.Common;

namespace Pipeline.Cli.Tests.Drill;

public sealed class DrillVerdictTests
{
    private static readonly CellResult Made = new() { Fault = "lose-commit", Job = "replication", Round = 1, Hit = true, Reads = 100 };

    private static readonly CellResult NotMade = Made with { Fault = "kill-executor", Hit = false, NotRun = "needs --on spark" };

    [Fact]
    public void Faults_that_cannot_be_made_here_are_no_failure_beside_those_that_can() => DrillVerdict.Judge([Made, NotMade], 7, "");

    [Fact]
    public void A_drill_of_no_case_is_no_success()
    {
        var error = Should.Throw<PipelineException>(() => DrillVerdict.Judge([NotMade, NotMade with { Job = "analytics" }], 7, ""));

        error.Code.ShouldBe(ExitCode.CannotConnect);
        error.Message.ShouldBe("Nothing was drilled: none of 2 cases could be made (kill-executor: needs --on spark).");
    }

    [Fact]
    public void Damage_counts_though_the_fault_was_not_made()
    {
        var damaged = NotMade with { RowsLost = 3, Round = 4 };

        var error = Should.Throw<PipelineException>(() => DrillVerdict.Judge([Made, NotMade, damaged], 7, " --on spark"));

        error.Code.ShouldBe(ExitCode.ProofFailed);
        error.Message.ShouldStartWith("1 of 2 cases left damage: 3 rows lost,");
        error.Remedy.ShouldBe("Repeat it: ./pipeline drill --faults kill-executor --jobs replication --first-round 4 --seed 7 --on spark");
        Cell.Of("kill-executor", "replication", [NotMade, damaged]).RowsLost.ShouldBe(3);
    }
}
