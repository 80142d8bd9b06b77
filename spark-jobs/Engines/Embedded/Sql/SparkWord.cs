using System.Text.RegularExpressions;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Words of Spark SQL that DuckDB does not know, or knows as something else.</summary>
internal static partial class SparkWord
{
    /// <summary>Writes a word as DuckDB writes it.</summary>
    /// <param name="word">As the query has it.</param>
    /// <param name="before">The end of what was written so far.</param>
    /// <param name="behind">What follows, with its spaces.</param>
    public static string ToDuck(string word, string before, ReadOnlySpan<char> behind)
    {
        switch (word.ToLowerInvariant())
        {
            case "div":
                return "//";
            case "decimal" or "dec" or "numeric" when (AsBefore().IsMatch(before) && Close().IsMatch(behind)) || (ColonsBefore().IsMatch(before) && !Open().IsMatch(behind)):
                return "decimal(10, 0)";
            case "left" when HalfJoin().IsMatch(behind):
                return "";
            case "minus" when Query().IsMatch(behind):
                return "except";
            case "rlike":
                throw SparkEngineException.SqlRefused("this engine does not know rlike", "Write regexp_like(text, pattern), which means the same to Spark.");
            case "with" when Rollup().IsMatch(behind):
                throw SparkEngineException.SqlRefused("this engine does not know with rollup and with cube", "Write group by rollup (…) or group by cube (…), which mean the same to Spark.");
            default:
                return word;
        }
    }

    [GeneratedRegex(@"\bas\s+\z", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AsBefore();

    [GeneratedRegex(@"::\s*\z", RegexOptions.None, 1000)]
    private static partial Regex ColonsBefore();

    [GeneratedRegex(@"\A\s*\(", RegexOptions.None, 1000)]
    private static partial Regex Open();

    [GeneratedRegex(@"\A\s*\)", RegexOptions.None, 1000)]
    private static partial Regex Close();

    [GeneratedRegex(@"\A\s+(semi|anti)\s+join\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HalfJoin();

    [GeneratedRegex(@"\A(\s+(all|distinct))?(\s+select\b|\s*\(\s*select\b)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Query();

    [GeneratedRegex(@"\A\s+(rollup|cube)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rollup();
}
