using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Spark.Sql.Embedded.Sql;

/// <summary>Writes a regular expression of Java, as Spark takes it, as RE2 takes it in DuckDB, where the two mean different things by the same signs.</summary>
internal static class JavaPattern
{
    private const string LineEnds = @"\n\r\x{85}\x{2028}\x{2029}";
    private const string Spaces = @"\t\n\x0B\f\r ";

    /// <summary>Java means the letters A to Z by it, and RE2 those of all alphabets.</summary>
    private const string IgnoreCase = "(?i)";

    /// <summary>Translates a pattern.</summary>
    /// <param name="pattern">Of Java.</param>
    /// <param name="mayTestTheEnd">True where only it matters whether there is a match: a $ may then take the line end that Java lets follow.</param>
    public static string ToRe2(string pattern, bool mayTestTheEnd)
    {
        var output = new StringBuilder();
        var inClass = false;
        var ignoresCase = Follows(pattern, 0, IgnoreCase);
        for (var at = ignoresCase ? IgnoreCase.Length : 0; at < pattern.Length; at++)
        {
            var next = at + 1 < pattern.Length ? pattern[at + 1] : '\0';
            switch (pattern[at])
            {
                case '\\':
                    _ = output.Append(Escape(pattern, next, inClass, ignoresCase));
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
                case '(' when !inClass && next == '?' && !Follows(pattern, at, "(?:"):
                    throw Refused(pattern, "(? with what only one of the engines knows", "Write it with ( ), (?: ), or with (?i) as its beginning.");
                case '-' when inClass && ignoresCase && next != ']' && pattern[at - 1] != '[':
                    throw Refused(pattern, "a range behind (?i)", "Write both cases out, such as [a-zA-Z], and leave (?i) away.");
                case var letter when ignoresCase && char.IsAsciiLetter(letter):
                    var both = $"{char.ToLowerInvariant(letter)}{char.ToUpperInvariant(letter)}";
                    _ = output.Append(inClass ? both : $"[{both}]");
                    break;
                default:
                    _ = output.Append(pattern[at]);
                    break;
            }
        }
        return output.ToString();
    }

    /// <summary>A pattern that matches nothing at all does so in more places of a text to Java than to RE2.</summary>
    public static void RequireLetters(string pattern)
    {
        try
        {
            if (Regex.IsMatch("", pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
                throw Refused(pattern, "a match that is empty, which the engines find in different places", "Write + in place of *, and nothing that may be left away as a whole.");
        }
        catch (RegexParseException)
        {
            // DuckDB tells what is wrong with it.
        }
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

    private static string Escape(string pattern, char letter, bool inClass, bool ignoresCase) => letter switch
    {
        'p' or 'P' or 'x' when ignoresCase => throw Refused(pattern, $"\\{letter} behind (?i)", "Write the letters out in a set, in both cases."),
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
