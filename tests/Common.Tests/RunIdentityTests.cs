using Pipeline.Common.Runs;

namespace Pipeline.Common.Tests;

public sealed class RunIdentityTests
{
    [Fact]
    public void Every_attempt_has_a_tag_of_its_own()
    {
        var first = new RunIdentity("replication", "nightly", 1);

        first.Tag.ShouldBe(new RunIdentity("replication", "nightly", 1).Tag);
        first.Tag.ShouldNotBe(new RunIdentity("replication", "nightly", 2).Tag);
        first.Tag.Length.ShouldBe(8);
    }

    [Fact]
    public void A_name_that_the_run_tables_cannot_hold_is_refused()
    {
        new RunIdentity("replication", new string('r', 200), 1).RunId.Length.ShouldBe(200);

        var error = Should.Throw<PipelineException>(() => new RunIdentity("replication", new string('r', 201), 1));

        error.Code.ShouldBe(ExitCode.Usage);
        error.Message.ShouldBe("--run-id has 201 characters; the run tables hold 200.");
    }

    [Fact]
    public void Run_ids_sort_by_time()
    {
        var earlier = RunIdentity.NewRunId(new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero));
        var later = RunIdentity.NewRunId(new(2026, 1, 1, 9, 0, 1, TimeSpan.Zero));

        string.CompareOrdinal(earlier, later).ShouldBeLessThan(0);
        earlier.ShouldStartWith("20260101T090000Z-");
    }

    [Fact]
    public void A_lock_name_keeps_within_64_characters_and_stays_distinct()
    {
        var database = new string('d', 60);

        RunLock.NameOf("replication", "shop").ShouldBe("pipeline.replication.shop");
        RunLock.NameOf("replication", database).Length.ShouldBe(64);
        RunLock.NameOf("replication", database).ShouldNotBe(RunLock.NameOf("replication", database + "x"));
    }
}
