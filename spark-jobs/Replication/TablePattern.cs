namespace Pipeline.Replication;

/// <summary>Which tables the user means: <c>schema.name</c>, each part with <c>*</c> for any characters; without a schema, public.</summary>
internal sealed record TablePattern(string Text, NameGlob Schema, NameGlob Name)
{
    /// <summary>True when it names one table, which may then be a view.</summary>
    public bool IsExact => !Text.Contains('*', StringComparison.Ordinal);

    /// <summary>False for one that nobody has typed.</summary>
    public bool IsGiven { get; init; } = true;

    public static TablePattern Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var (schema, name) = dot < 0 ? ("public", text) : (text[..dot], text[(dot + 1)..]);
        return new(text, new(schema), new(name));
    }

    public bool Matches(string schema, string name) => Schema.Matches(schema) && Name.Matches(name);
}
