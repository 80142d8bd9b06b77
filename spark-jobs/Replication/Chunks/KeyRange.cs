namespace Pipeline.Replication.Chunks;

/// <summary>A chunk: the rows whose key's first column is at least <paramref name="From"/> and less than <paramref name="To"/>, as text; null is no bound.</summary>
internal readonly record struct KeyRange(string? From, string? To)
{
    /// <summary>Cuts all rows at the given values, each greater than the one before.</summary>
    public static IReadOnlyList<KeyRange> Between(IReadOnlyList<string> bounds) =>
        [.. bounds.Prepend(null!).Zip([.. bounds, null!], (from, to) => new KeyRange(from, to))];

    /// <summary>The rows of the chunk, in MySQL.</summary>
    public string InMySql(ChunkKey key) => (From, To) switch
    {
        (null, null) => "1 = 1",
        (null, { } to) => $"{key.TargetColumn} < {key.TargetLiteral(to)}",
        ({ } from, null) => $"{key.TargetColumn} >= {key.TargetLiteral(from)}",
        ({ } from, { } to) => $"{key.TargetColumn} >= {key.TargetLiteral(from)} and {key.TargetColumn} < {key.TargetLiteral(to)}",
    };

    /// <summary>The same rows, in PostgreSQL.</summary>
    public string InPostgres(ChunkKey key)
    {
        List<string> conditions = [];
        if (From is not null)
            conditions.Add($"{key.SourceColumn} >= '{From}'::{key.SourceType}");
        if (To is not null)
            conditions.Add($"{key.SourceColumn} < '{To}'::{key.SourceType}");
        return conditions.Count == 0 ? "true" : string.Join(" and ", conditions);
    }
}
