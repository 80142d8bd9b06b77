using System.Text.RegularExpressions;
using Pipeline.Spark.Sql.Causes;

namespace Pipeline.Common.Jvm;

/// <summary>
/// What Microsoft.Spark has of an error in the JVM: the printed trace, as the message of its JvmException. The engines read the same
/// causes from the protocol.
/// </summary>
internal static partial class JvmTrace
{
    private const string Exception = "Microsoft.Spark.JvmException";

    /// <summary>The trace of an error of Microsoft.Spark; null for any other error.</summary>
    public static string? Find(Exception error) => string.Equals(error.GetType().FullName, Exception, StringComparison.Ordinal) ? error.Message : null;

    /// <summary>The causes that a trace names, the outermost first; none where a JVM that ended left no trace at all.</summary>
    public static IReadOnlyList<Cause> Causes(string trace) => [.. Link().Matches(trace).Select(match => new Cause(
        Types(match.Groups["type"].Value), match.Groups["text"].Value, SparkClass().Match(match.Groups["text"].Value) is { Success: true } named ? named.Groups["name"].Value : null))];

    // Every error of these drivers is one of java.sql, which a trace does not say.
    private static string Types(string type) => Driver().IsMatch(type) ? $"{type} java.sql.SQLException" : type;

    // The message of a ParseException begins with a line's end.
    [GeneratedRegex(@"^(?:Caused by: )?(?<type>[a-z][\w$]*(?:\.[\w$]+)+)(?:: (?:\r?\n(?=\[))?(?<text>[^\r\n]*))?\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^(?:java\.sql|org\.postgresql|org\.mariadb|com\.mysql)\.", RegexOptions.None, 1000)]
    private static partial Regex Driver();

    [GeneratedRegex(@"^\[(?<name>[A-Z][A-Z0-9_.]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SparkClass();
}
