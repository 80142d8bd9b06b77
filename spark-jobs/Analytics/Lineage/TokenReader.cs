namespace Pipeline.Analytics.Lineage;

/// <summary>Reads the words of a query one after the other.</summary>
internal sealed class TokenReader(IReadOnlyList<SqlToken> tokens)
{
    private int _next;

    public bool AtEnd => _next == tokens.Count;

    public bool TryTake(string text)
    {
        if (AtEnd || !tokens[_next].Is(text))
            return false;
        _next++;
        return true;
    }

    /// <summary>Takes this word.</summary>
    /// <exception cref="NotUnderstoodException">Another one stands there.</exception>
    public void Take(string text)
    {
        if (!TryTake(text))
            throw new NotUnderstoodException();
    }

    /// <summary>Takes a name.</summary>
    /// <exception cref="NotUnderstoodException">Something else stands there.</exception>
    public string TakeName() =>
        !AtEnd && tokens[_next].Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName ? tokens[_next++].Text : throw new NotUnderstoodException();

    public string? TryTakeName(IReadOnlySet<string> butNot) =>
        !AtEnd && tokens[_next].Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName && !tokens[_next].IsOneOf(butNot) ? tokens[_next++].Text : null;

    /// <summary>Takes all up to one of these words, or to the bracket that closes what was open before, outside of any brackets between.</summary>
    public IReadOnlyList<SqlToken> TakeUntil(IReadOnlySet<string> words)
    {
        var begin = _next;
        for (var depth = 0; !AtEnd && !(depth == 0 && (tokens[_next].IsOneOf(words) || tokens[_next].Is(")"))); _next++)
            depth += tokens[_next].Is("(") ? 1 : tokens[_next].Is(")") ? -1 : 0;
        return [.. tokens.Skip(begin).Take(_next - begin)];
    }
}
