using Pipeline.Cli.History;
using Pipeline.Cli.Tests.Report;
using Pipeline.Tests;
using Spectre.Console;

namespace Pipeline.Cli.Tests.History;

public sealed class HistoryTextTests
{
    [Fact]
    public void The_latest_runs_are_a_table() => Snapshot.Matches(Shown(text => text.Show([.. ReportExamples.Data.Runs.Select(proof => proof.Run)])));

    [Fact]
    public void A_run_has_its_proof_below_it() => Snapshot.Matches(Shown(text =>
    {
        foreach (var proof in ReportExamples.Data.Runs)
            text.Show(proof);
    }));

    [Fact]
    public void Nothing_recorded_is_said() => Shown(text => text.Show([])).ShouldBe("No run is recorded yet.\n");

    [Fact]
    public void A_side_without_its_like_is_no_proof()
    {
        var equal = ReportExamples.Replication.Tables[0];

        equal.Proof.ShouldBe("equal");
        (equal with { ChecksumTarget = "0" }).Proof.ShouldBe("differs");
        (equal with { RowsTarget = 4_999 }).Proof.ShouldBe("differs");
        (equal with { ChecksumSource = null, ChecksumTarget = null }).Proof.ShouldBe("counted");
    }

    private static string Shown(Action<HistoryText> show)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 160;
        show(new HistoryText(console));
        return text.ToString();
    }
}
