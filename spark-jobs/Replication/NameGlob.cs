namespace Pipeline.Replication;

/// <summary>A name in which <c>*</c> stands for any characters, and nothing else for anything but itself.</summary>
internal sealed record NameGlob(string Text)
{
    /// <summary>The first part begins the name, the last ends it, and the others stand between them in their order.</summary>
    public bool Matches(string name)
    {
        var parts = Text.Split('*');
        if (parts is [var only])
            return name == only;

        var (first, last) = (parts[0], parts[^1]);
        if (name.Length < first.Length + last.Length || !name.StartsWith(first, StringComparison.Ordinal) || !name.EndsWith(last, StringComparison.Ordinal))
            return false;

        var between = name.AsSpan(first.Length..^last.Length);
        foreach (var part in parts[1..^1])
        {
            var at = between.IndexOf(part);
            if (at < 0)
                return false;
            between = between[(at + part.Length)..];
        }
        return true;
    }
}
