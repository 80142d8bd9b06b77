using System.Text.RegularExpressions;

namespace Pipeline.Spark.Sql.Causes;

/// <summary>
/// What Spark says of a query that is wrong, and of values that it cannot compute, as the embedded engine tells the two apart. Common
/// compiles this file too.
/// </summary>
internal static partial class QueryFailure
{
    // Of settings and of jars, under numbers of the same kind.
    private static readonly string[] OfSpark = ["22022", "22024", "22KD3", "42616", "42K02"];

    /// <summary>What it comes down to, or null where the error is none of the query's own.</summary>
    /// <param name="cause">An error of Spark.</param>
    /// <param name="text">Its first line.</param>
    public static ExplainedCause? Of(Cause cause, string text)
    {
        if (cause.ErrorClass is not { Length: > 0 } name)
            return null;
        var state = cause.SqlState is { Length: > 0 } known ? known : State().Match(cause.Message).Groups["state"].Value;
        if (OfSpark.Contains(state, StringComparer.Ordinal))
            return null;
        if (IsOfData(name, state))
        {
            return new(
                "SQL_DATA_FAILED",
                $"the query met values that it cannot compute: [{name}] {Said(cause.Message)}{Place(cause.Message)}.",
                "Correct the SQL (try_cast, try_divide and nullif give null instead), or the rows.");
        }
        return IsOfText(name, state) ? new("SQL_FAILED", $"the query cannot be run: {text}", "Correct the SQL where the message points at it.") : null;
    }

    // A text that is cut off, or of which only the first line has come, has lost its state.
    private static bool IsOfData(string name, string state) => state is ['2', '1' or '2', ..] or "P0001" || DataClass().IsMatch(name);

    private static bool IsOfText(string name, string state) => state is ['4', '2', ..] or ['0', 'A', ..] || (state.Length == 0 && TextClass().IsMatch(name));

    // Spark's own words quote the value, so those that are known to hold none are picked out of them.
    private static string Said(string message) =>
        Cast().Match(message) is { Success: true } cast ? $"a value of the type {cast.Groups["from"].Value} cannot be cast to {cast.Groups["to"].Value} {cast.Groups["why"].Value}"
        : Precision().Match(message) is { Success: true } number ? $"a number {number.Value}"
        : Plain().Match(message) is { Success: true } plain ? plain.Value
        : "whose message may quote a row, and stands in the log of Spark alone";

    private static string Place(string message) => Fragment().Match(message) is { Success: true } place ? $" (line {place.Groups["line"].Value}, position {place.Groups["position"].Value})" : "";

    [GeneratedRegex(@"SQLSTATE: (?<state>[0-9A-Z]{5})\b", RegexOptions.ExplicitCapture | RegexOptions.RightToLeft, 1000)]
    private static partial Regex State();

    [GeneratedRegex(@"^(?:CAST_|CONVERSION_INVALID|DIVIDE_BY_ZERO|ARITHMETIC_OVERFLOW|BINARY_ARITHMETIC|NUMERIC_VALUE_|CANNOT_PARSE_|DATETIME_|INVALID_FORMAT\.MISMATCH_INPUT)", RegexOptions.None, 1000)]
    private static partial Regex DataClass();

    [GeneratedRegex("^(?:PARSE_|UNRESOLVED_|TABLE_OR_VIEW_NOT_FOUND|DATATYPE_MISMATCH|AMBIGUOUS_|MISSING_|UNSUPPORTED_)", RegexOptions.None, 1000)]
    private static partial Regex TextClass();

    [GeneratedRegex("""The value .* of the type (?<from>"[A-Z][A-Z0-9_(), <>:]*") cannot be cast to (?<to>"[A-Z][A-Z0-9_(), <>:]*") (?<why>because it is malformed|due to an overflow)""", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Cast();

    [GeneratedRegex(@"cannot be represented as Decimal\(\d+, \d+\)", RegexOptions.RightToLeft, 1000)]
    private static partial Regex Precision();

    [GeneratedRegex(@"(?<=^\[[A-Z_.]+\] )(?:Division by zero|[a-z]+ overflow|Overflow in [a-z ]+|More than one row returned by a subquery used as an? \w+)(?=\.)", RegexOptions.None, 1000)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^== SQL.* \(line (?<line>\d+), position (?<position>\d+)\) ==", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Fragment();
}
