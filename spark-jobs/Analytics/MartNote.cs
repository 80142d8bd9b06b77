using Pipeline.Analytics.Definitions;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>What the run tables say of a mart: which days were built where not all were, and the promises that held.</summary>
internal static class MartNote
{
    private const string Begin = "days from ";

    public static string Of(Mart mart, DayRange? days)
    {
        var held = $"{Counted.Of(mart.Checks.Count, "check")} held: {string.Join("; ", mart.Checks.Select(check => check.Name))}";
        return days is null ? held : $"{Begin}{days}; {held}";
    }

    /// <summary>The days that a note names; null when the mart was built whole.</summary>
    public static DayRange? DaysOf(string note) =>
        note.StartsWith(Begin, StringComparison.Ordinal) && note[Begin.Length..].Split(';')[0].Split(DayRange.Separator) is [var since, var until]
            ? DayRange.Of(since, until)
            : null;
}
