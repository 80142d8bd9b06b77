using System.Globalization;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>Rows that a check should not have found, as text: for a terminal, a log, the run tables and an alert.</summary>
internal static class OffendingRows
{
    /// <summary>How many are shown.</summary>
    public const int Shown = 5;

    /// <summary>Asks for one more row than is shown, to know whether there are more.</summary>
    public static string Query(string check) => $"select * from (\n{check}\n) as offending limit {Shown + 1}";

    public static string Describe(IEnumerable<string> columns, IEnumerable<object?> values) =>
        PrintableText.Of($"({string.Join(", ", columns.Zip(values, (column, value) => $"{column} {PrintableText.Cut(Text(value))}"))})");

    private static string Text(object? value) => value switch
    {
        null => "null",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
