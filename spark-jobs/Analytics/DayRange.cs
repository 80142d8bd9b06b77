using System.Globalization;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>Days of UTC, the first included, the last not.</summary>
internal sealed record DayRange
{
    /// <summary>Between the two days in the text of a range.</summary>
    public const string Separator = " to before ";

    private DayRange(DateOnly since, DateOnly until)
    {
        Since = since;
        Until = until;
    }

    public DateOnly Since { get; }

    public DateOnly Until { get; }

    public int Days => Until.DayNumber - Since.DayNumber;

    /// <summary>Reads the two options; null when neither is given.</summary>
    /// <exception cref="PipelineException">One is missing, or is no date, or nothing lies between them (exit 2).</exception>
    public static DayRange? Of(string? since, string? until)
    {
        if (since is null && until is null)
            return null;
        if (since is null || until is null)
        {
            throw new PipelineException(
                ExitCode.Usage, $"{(since is null ? "--until" : "--since")} is given alone.", "Give both --since and --until; the day of --until is left out.");
        }

        var range = new DayRange(Day("--since", since), Day("--until", until));
        return range.Days > 0
            ? range
            : throw new PipelineException(
                ExitCode.Usage, $"No day lies from --since {since} to before --until {until}.", "Give an --until later than --since.");
    }

    /// <summary>True for the rows whose column lies in the range: a condition for MySQL.</summary>
    public string Condition(string column) =>
        $"{SqlName.MySql(column)} >= '{Since:yyyy-MM-dd}' and {SqlName.MySql(column)} < '{Until:yyyy-MM-dd}'";

    public override string ToString() => $"{Since:yyyy-MM-dd}{Separator}{Until:yyyy-MM-dd}";

    private static DateOnly Day(string option, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new PipelineException(ExitCode.Usage, $"{option} {text} is not a day.", "Write it as year-month-day, such as 2026-01-31.");
}
