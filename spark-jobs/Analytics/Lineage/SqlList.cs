namespace Pipeline.Analytics.Lineage;

/// <summary>A list in a query.</summary>
internal static class SqlList
{
    /// <summary>Its items: what commas outside of brackets separate.</summary>
    public static IEnumerable<IReadOnlyList<SqlToken>> Split(IReadOnlyList<SqlToken> tokens)
    {
        var (begin, depth) = (0, 0);
        for (var i = 0; i <= tokens.Count; i++)
        {
            if (i == tokens.Count || (depth == 0 && tokens[i].Is(",")))
            {
                yield return [.. tokens.Skip(begin).Take(i - begin)];
                begin = i + 1;
                continue;
            }
            depth += tokens[i].Is("(") ? 1 : tokens[i].Is(")") ? -1 : 0;
        }
    }
}
