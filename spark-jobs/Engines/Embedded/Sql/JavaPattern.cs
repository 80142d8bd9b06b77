using System.Text;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Writes a regular expression of Java, as Spark takes it, as RE2 takes it in DuckDB, where the two mean different things by the same signs.</summary>
internal static class JavaPattern
{
    private const string LineEnds = @"\n\r\x{85}\x{2028}\x{2029}";
    private const string Spaces = @"\t\n\x0B\f\r ";

    /// <summary>Translates a pattern.</summary>
    /// <param name="pattern">Of Java.</param>
    /// <param name="mayTestTheEnd">True where only it matters whether there is a match: a $ may then take the line end that Java lets follow.</param>
    public static string ToRe2(string pattern, bool mayTestTheEnd)
    {
        var output = new StringBuilder();
        var inClass = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var next = at + 1 < pattern.Length ? pattern[at + 1] : '\0';
            switch (pattern[at])
            {
                case '\\':
                    _ = output.Append(Escape(pattern, next, inClass));
                    at++;
                    break;
                case '[' when inClass:
                case '&' when inClass && next == '&':
                case ']' when inClass && (pattern[at - 1] == '[' || pattern[(at - 2)..at] == "[^") && pattern[at - 2] != '\\':
                    throw Refused(pattern, "a set within a set of characters", @"Write \\[, \\] and \\& for these characters in a set.");
                case '[':
                    inClass = true;
                    _ = output.Append('[');
                    break;
                case ']':
                    inClass = false;
                    _ = output.Append(']');
                    break;
                case '.' when !inClass:
                    _ = output.Append("[^").Append(LineEnds).Append(']');
                    break;
                case '$' when !inClass:
                    _ = mayTestTheEnd && next is '\0' or '|'
                        ? output.Append(@"(?:\r\n|[").Append(LineEnds).Append(@"])?\z")
                        : throw Refused(pattern, "a $ that may stand before a line end", @"Write \\z for the end of the text.");
                    break;
                case '(' when !inClass && next == '?' && !Follows(pattern, at, "(?:") && !Follows(pattern, at, "(?i)"):
                    throw Refused(pattern, "(? with what only one of the engines knows", "Write it with ( ), (?: ) or (?i).");
                default:
                    _ = output.Append(pattern[at]);
                    break;
            }
        }
        return output.ToString();
    }

    /// <summary>Translates a replacement: $1 is \1, and a backslash takes away the meaning of what follows.</summary>
    public static string Replacement(string replacement)
    {
        var output = new StringBuilder();
        for (var at = 0; at < replacement.Length; at++)
        {
            var next = at + 1 < replacement.Length ? replacement[at + 1] : '\0';
            var afterNext = at + 2 < replacement.Length ? replacement[at + 2] : '\0';
            _ = replacement[at] switch
            {
                '$' when char.IsAsciiDigit(next) && !char.IsAsciiDigit(afterNext) => output.Append('\\').Append(next),
                '\\' when next != '\0' => output.Append(next == '\\' ? @"\\" : next.ToString()),
                '$' or '\\' => throw Refused(replacement, "a $ or a backslash without what belongs to it", @"Write $1 for a group, \\$ for a dollar and \\\\ for a backslash."),
                var same => output.Append(same),
            };
            if (replacement[at] is '$' or '\\')
                at++;
        }
        return output.ToString();
    }

    private static string Escape(string pattern, char letter, bool inClass) => letter switch
    {
        's' => inClass ? Spaces : $"[{Spaces}]",
        'S' when !inClass => $"[^{Spaces}]",
        'S' or 'h' or 'H' or 'v' or 'V' or 'Q' or 'C' or 'b' or 'B' =>
            throw Refused(pattern, $"\\{letter}, which means something else to this engine", "Write the characters out in a set, such as [ ,;]."),
        _ => $"\\{letter}",
    };

    private static bool Follows(string pattern, int at, string text) => string.CompareOrdinal(pattern, at, text, 0, text.Length) == 0;

    private static SparkEngineException Refused(string pattern, string what, string instead) =>
        SparkEngineException.SqlRefused($"the regular expression {pattern} has {what}", instead);
}
