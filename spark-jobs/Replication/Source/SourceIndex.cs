namespace Pipeline.Replication.Source;

/// <summary>A key or index of a source table.</summary>
/// <param name="Name">As in the catalog.</param>
/// <param name="Columns">Its key columns in order.</param>
/// <param name="IsPrimary">True for the primary key.</param>
/// <param name="IsUnique">True for unique indexes, the primary key among them.</param>
/// <param name="NotCarried">Why MySQL gets no such index (partial, by an expression, not a btree), or null.</param>
internal sealed record SourceIndex(string Name, IReadOnlyList<string> Columns, bool IsPrimary, bool IsUnique, string? NotCarried);
