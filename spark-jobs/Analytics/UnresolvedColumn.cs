using System.Text.RegularExpressions;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>The column that an engine did not find in a query, read from what it says of that: DuckDB inside this process, or Spark.</summary>
internal static partial class UnresolvedColumn
{
    /// <summary>The column's name; null where the error is another one. Columns that the engine suggests do not count.</summary>
    public static string? Of(Exception error) =>
        ServerErrors.Explain(error) is { Code: ExitCode.DataRefused, Message: var said } && Saying().Match(said) is { Success: true } found ? found.Groups["name"].Value : null;

    // Referenced column "x" not found … | Table "t" does not have a column named "x" | … with name `t`.`x` cannot be resolved. Did you mean …
    [GeneratedRegex("""(?<=[Cc]olumn (?:named )?)"(?<name>[^"]+)"|`(?<name>[^`]+)`(?= cannot be resolved)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Saying();
}
