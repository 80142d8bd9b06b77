using System.Globalization;
using Spectre.Console;

namespace Pipeline.Cli.Drill;

/// <summary>The table fault × job.</summary>
/// <param name="Seed">From which the drill can be repeated.</param>
/// <param name="Cells">Fault by fault.</param>
internal sealed record Matrix(int Seed, IReadOnlyList<Cell> Cells)
{
    /// <summary>Draws it: one line for each fault and job.</summary>
    public Table Draw()
    {
        var table = new Table().AddColumns("fault", "job", "struck", "rows\nlost", "rows\ndoubled", "reader\nerrors", "other", "reads", "seconds to recover (worst)");
        foreach (var column in table.Columns.Skip(2))
            column.RightAligned();
        foreach (var column in table.Columns.Take(3))
            column.NoWrap();
        foreach (var fault in Cells.GroupBy(cell => cell.Fault, StringComparer.Ordinal))
        {
            var name = fault.Key;
            foreach (var cell in fault)
            {
                table.AddRow(RowOf(name, cell));
                name = "";
            }
        }

        return table;
    }

    /// <summary>Reads that were excused, in a sentence.</summary>
    public string Excuse()
    {
        var excused = Cells.Sum(cell => cell.ReadsExcused);
        return excused == 0
            ? "No read met a server that was away."
            : $"{excused:N0} reads met a server while the drill itself restarted it: counted apart, no reader can be spared them.";
    }

    private static Markup[] RowOf(string name, Cell cell) => cell.NotRun is { } reason
        ? [Plain(name), Plain(cell.Job), Plain("not run"), Plain(""), Plain(""), Plain(""), Plain(""), Plain(""), Plain(reason)]
        :
        [
            Plain(name), Plain(cell.Job), Plain(Number(cell.Hits) + " of " + Number(cell.Rounds)), Count(cell.RowsLost), Count(cell.RowsDoubled),
            Count(cell.ReaderErrors), Count(cell.OtherTroubles), Plain(Number(cell.Reads)), Plain($"{Seconds(cell.MedianSeconds)} ({Seconds(cell.WorstSeconds)})"),
        ];

    private static Markup Count(long number) => new(Number(number), number == 0 ? Style.Plain : new Style(Color.Red, decoration: Decoration.Bold));

    private static Markup Plain(string text) => new(Markup.Escape(text));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(double? seconds) => seconds is { } known ? known.ToString("N1", CultureInfo.InvariantCulture) : "-";
}
