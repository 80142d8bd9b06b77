using System.Text.RegularExpressions;

namespace Pipeline.Analytics.Lineage;

/// <summary>Takes a query apart into words.</summary>
internal static partial class SqlTokens
{
    public static IReadOnlyList<SqlToken> Of(string sql) => [.. Pattern().Matches(sql).Where(match => !match.Groups["blank"].Success).Select(Token)];

    private static SqlToken Token(Match match) => match.Groups switch
    {
        { } groups when groups["word"].Success => new(SqlTokenKind.Word, match.Value),
        { } groups when groups["quoted"].Success => new(SqlTokenKind.QuotedName, groups["quoted"].Value.Replace("``", "`", StringComparison.Ordinal)),
        { } groups when groups["literal"].Success => new(SqlTokenKind.Literal, match.Value),
        _ => new(SqlTokenKind.Sign, match.Value),
    };

    [GeneratedRegex(
        """(?<blank>\s+|--[^\n]*|/\*.*?\*/)|(?<word>[A-Za-z_]\w*)|`(?<quoted>(?:[^`]|``)+)`|(?<literal>'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\w*)|.""",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
