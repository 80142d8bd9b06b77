using Pipeline.Cli.Drill;
using Pipeline.Common;

namespace Pipeline.Cli.Tests.Drill;

public sealed class DrillPlanTests
{
    [Fact]
    public void All_faults_and_jobs_are_drilled_when_none_are_named()
    {
        var plan = DrillPlan.From(Options());

        plan.Faults.Select(fault => fault.Name).ShouldBe(
            [
                "kill-driver", "kill-connection", "kill-executor", "restart-postgres", "restart-mysql", "restart-kafka", "lose-commit", "two-at-once", "fill-disk",
                "slow-network",
            ]);
        plan.Jobs.ShouldBe(["replication", "analytics", "kafka-to-postgres"]);
    }

    [Fact]
    public void Named_ones_keep_the_order_of_the_catalog() =>
        DrillPlan.From(Options(["slow-network", "kill-driver"], ["analytics", "replication"])).Jobs.ShouldBe(["replication", "analytics"]);

    [Fact]
    public void An_unknown_fault_is_guessed()
    {
        var error = Should.Throw<PipelineException>(() => DrillPlan.From(Options(["kill-drivr"])));

        error.Code.ShouldBe(ExitCode.Usage);
        error.Message.ShouldContain("--faults kill-drivr");
        error.Remedy.ShouldStartWith("Did you mean kill-driver?");
    }

    [Fact]
    public void A_case_has_the_same_moments_whatever_was_drilled_before_it()
    {
        double[] first = [Moment(7, 3, "kill-driver"), Moment(7, 3, "fill-disk"), Moment(7, 4, "kill-driver"), Moment(8, 3, "kill-driver")];

        first.Distinct().Count().ShouldBe(4);
        Moment(7, 3, "kill-driver").ShouldBe(first[0]);
    }

    private static double Moment(int seed, int round, string fault) => CaseRandom.Of(seed, round, fault, "replication").NextDouble();

    private static DrillOptions Options(IEnumerable<string>? faults = null, IEnumerable<string>? jobs = null) =>
        new() { Faults = faults ?? [], Jobs = jobs ?? [], Rounds = 1, FirstRound = 1, On = "embedded", Seed = 1 };
}
