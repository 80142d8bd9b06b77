namespace Pipeline.Analytics.Lineage;

/// <summary>A word of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, without the backticks of a quoted name.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text)
{
    /// <summary>True for this word or sign, unless it is a quoted name.</summary>
    public bool Is(string text) => Kind is SqlTokenKind.Word or SqlTokenKind.Sign && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for one of these words.</summary>
    public bool IsOneOf(IReadOnlySet<string> words) => Kind is SqlTokenKind.Word && words.Contains(Text);
}
