using Pipeline.Cli.Drill;
using Pipeline.Tests;
using Spectre.Console;

namespace Pipeline.Cli.Tests.Drill;

public sealed class MatrixTests
{
    [Fact]
    public void It_shows_zeros_damage_and_what_was_not_run()
    {
        Cell[] cells =
        [
            Cell.Of("kill-driver", "replication", [Clean("kill-driver", 1, 1.5), Clean("kill-driver", 2, 2.5) with { Hit = false }]),
            Cell.Of("kill-driver", "kafka-to-postgres", [Clean("kill-driver", 1, 1) with { RowsLost = 1200, ReaderErrors = 3, Troubles = ["a reader"] }]),
            Cell.Of("lose-commit", "replication", [Clean("lose-commit", 1, 1) with { RowsDoubled = 2, Troubles = ["it ended with exit code 1"], ReadsExcused = 4 }]),
            Cell.Of("kill-executor", "replication", [Clean("kill-executor", 1, 0) with { NotRun = "needs --on spark" }]),
        ];

        Snapshot.Matches(Shown(new Matrix(7, cells)));
    }

    [Fact]
    public void A_case_is_clean_only_without_any_damage()
    {
        var clean = Clean("kill-driver", 1, 1);

        clean.IsClean.ShouldBeTrue();
        (clean with { RowsLost = 1 }).IsClean.ShouldBeFalse();
        (clean with { RowsDoubled = 1 }).IsClean.ShouldBeFalse();
        (clean with { ReaderErrors = 1 }).IsClean.ShouldBeFalse();
        (clean with { Troubles = ["left behind"] }).IsClean.ShouldBeFalse();
    }

    [Fact]
    public void Rows_are_compared_as_bags() =>
        Damage.Between(["a", "a", "b", "c"], ["a", "b", "b", "b", "d"]).ShouldBe(new Damage(Lost: 2, Doubled: 3));

    private static CellResult Clean(string fault, int round, double seconds) =>
        new() { Fault = fault, Job = "replication", Round = round, Hit = true, Reads = 100, SecondsToRecover = seconds };

    private static string Shown(Matrix matrix)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 120;
        console.Write(matrix.Draw());
        console.WriteLine(matrix.Excuse());
        return text.ToString();
    }
}
