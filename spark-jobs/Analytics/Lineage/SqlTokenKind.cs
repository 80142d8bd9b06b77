namespace Pipeline.Analytics.Lineage;

/// <summary>What a word of a query is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A name or a keyword.</summary>
    Word,

    /// <summary>A name in backticks.</summary>
    QuotedName,

    /// <summary>A number or a text.</summary>
    Literal,

    /// <summary>A sign.</summary>
    Sign,
}
