using System.Text;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Writes a date pattern of Spark (yyyy-MM-dd) as DuckDB writes it (%Y-%m-%d).</summary>
internal static class DatePattern
{
    public static string ToDuck(string pattern)
    {
        var output = new StringBuilder();
        for (var at = 0; at < pattern.Length;)
        {
            var letter = pattern[at];
            var end = at;
            while (end < pattern.Length && pattern[end] == letter)
                end++;
            if (letter == '\'')
            {
                var close = pattern.IndexOf('\'', at + 1);
                if (close < 0)
                    throw Unknown(pattern, "'");
                _ = output.Append(close == at + 1 ? "'" : pattern[(at + 1)..close].Replace("%", "%%", StringComparison.Ordinal));
                at = close + 1;
                continue;
            }
            _ = output.Append(char.IsAsciiLetter(letter) ? Field(pattern, pattern[at..end]) : pattern[at..end].Replace("%", "%%", StringComparison.Ordinal));
            at = end;
        }
        return output.ToString();
    }

    /// <summary>The same of a pattern that is read by; one is refused that leaves the century to the engine, or the year.</summary>
    public static string ToParse(string function, string pattern)
    {
        var duck = ToDuck(pattern);
        if (duck.Contains("%y", StringComparison.Ordinal))
            throw SparkEngineException.SqlRefused($"{function} reads a year of two digits, which this engine puts into another century than Spark", "Put the century before it, and read it with yyyy.");
        return duck.Contains("%Y", StringComparison.Ordinal)
            ? duck
            : throw SparkEngineException.SqlRefused($"{function} reads by {pattern}, without a year, where this engine takes another than Spark", "Put the year before it, and read it with yyyy.");
    }

    private static string Field(string pattern, string field) => field switch
    {
        "yyyy" or "y" => "%Y",
        "yy" => "%y",
        "MM" => "%m",
        "M" => "%-m",
        "MMM" => "%b",
        "MMMM" => "%B",
        "dd" => "%d",
        "d" => "%-d",
        "HH" => "%H",
        "H" => "%-H",
        "hh" => "%I",
        "mm" => "%M",
        "ss" => "%S",
        "SSS" => "%g",
        "SSSSSS" => "%f",
        "E" or "EEE" => "%a",
        "EEEE" => "%A",
        "a" => "%p",
        "DDD" => "%j",
        _ => throw Unknown(pattern, field),
    };

    private static SparkEngineException Unknown(string pattern, string field) =>
        SparkEngineException.SqlFailed($"the date pattern {pattern} uses {field}, which this engine does not translate.");
}
