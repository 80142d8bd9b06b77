using System.Globalization;

namespace Pipeline.Cli.Report;

/// <summary>One row of a picture that is a table too: what it is, how much, and how long its bar is.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">How much, as people read it.</param>
/// <param name="Percent">The bar's length, in percent of the longest.</param>
internal sealed record Bar(string Label, string Value, string Percent)
{
    /// <summary>Makes the rows; the longest bar is the greatest value.</summary>
    public static IReadOnlyList<Bar> Of<T>(IReadOnlyCollection<T> items, Func<T, string> label, Func<T, decimal> value, string format = "N0")
    {
        var most = items.Count == 0 ? 0 : items.Max(value);
        return
        [
            .. items.Select(item => new Bar(
                label(item),
                value(item).ToString(format, CultureInfo.InvariantCulture),
                (most > 0 ? Math.Max(0, value(item)) / most * 100 : 0).ToString("0.##", CultureInfo.InvariantCulture))),
        ];
    }
}
