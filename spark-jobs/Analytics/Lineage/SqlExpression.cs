namespace Pipeline.Analytics.Lineage;

/// <summary>Which columns an expression names.</summary>
internal static class SqlExpression
{
    private static readonly HashSet<string> Aggregates = new(StringComparer.OrdinalIgnoreCase)
    {
        "count", "sum", "min", "max", "avg", "mean", "median", "stddev", "variance", "any_value", "first", "last", "collect_list", "collect_set",
        "approx_count_distinct", "percentile", "percentile_approx", "bool_and", "bool_or", "count_if", "min_by", "max_by",
    };

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "not", "is", "null", "true", "false", "in", "like", "rlike", "between", "distinct", "case", "when", "then", "else", "end", "div",
        "current_date", "current_timestamp", "date", "timestamp",
    };

    // What has names of another kind, or a query, inside.
    private static readonly HashSet<string> Strange = new(StringComparer.OrdinalIgnoreCase)
    {
        "select", "from", "over", "exists", "filter", "within", "interval", "extract", "lambda", "struct", "transform", "aggregate", "reduce",
    };

    /// <summary>True where a function makes one value of many rows.</summary>
    public static bool IsAggregate(IReadOnlyList<SqlToken> tokens) => tokens.Where((token, i) => token.IsOneOf(Aggregates) && IsCall(tokens, i)).Any();

    /// <summary>The columns, each with its source's name where that is written.</summary>
    /// <exception cref="NotUnderstoodException">Not all words are known to be columns or not.</exception>
    public static IEnumerable<(string? Source, string Name)> Columns(IReadOnlyList<SqlToken> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsOneOf(Strange) || (tokens[i].Is("-") && i + 1 < tokens.Count && tokens[i + 1].Is(">")))
                throw new NotUnderstoodException();
            if (tokens[i].Is("as"))
                i = EndOfType(tokens, i) - 1;
            else if (tokens[i].Kind is SqlTokenKind.QuotedName || (tokens[i].Kind is SqlTokenKind.Word && !IsCall(tokens, i)))
            {
                var isQualified = i + 2 < tokens.Count && tokens[i + 1].Is(".");
                if (isQualified)
                    yield return (tokens[i].Text, tokens[i += 2].Text);
                else if (!tokens[i].IsOneOf(Words))
                    yield return (null, tokens[i].Text);
            }
            else if (tokens[i].Is("."))
                throw new NotUnderstoodException();
        }
    }

    private static bool IsCall(IReadOnlyList<SqlToken> tokens, int i) => i + 1 < tokens.Count && tokens[i].Kind is SqlTokenKind.Word && tokens[i + 1].Is("(");

    /// <summary>The bracket that ends <c>cast(… as type)</c>.</summary>
    private static int EndOfType(IReadOnlyList<SqlToken> tokens, int begin)
    {
        var i = begin;
        for (var depth = 0; i < tokens.Count && !(depth == 0 && tokens[i].Is(")")); i++)
            depth += tokens[i].Is("(") ? 1 : tokens[i].Is(")") ? -1 : 0;
        return i;
    }
}
