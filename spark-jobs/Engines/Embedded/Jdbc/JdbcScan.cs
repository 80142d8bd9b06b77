namespace Pipeline.Spark.Sql.Embedded.Jdbc;

/// <summary>A table or query to read, and its partitions.</summary>
/// <param name="Source">What follows "from".</param>
/// <param name="Predicates">The condition of each partition; null for one without any.</param>
/// <param name="SessionInit">What each connection executes first.</param>
/// <param name="Selected">The columns wanted, in order, or null for all.</param>
internal sealed record JdbcScan(
    string Source, IReadOnlyList<string>? Predicates, string? SessionInit, IReadOnlyList<string>? Selected = null)
{
    public int Partitions => Predicates?.Count ?? 1;

    public string Query(string columns, int partition) =>
        Predicates is null ? $"select {columns} from {Source}" : $"select {columns} from {Source} where {Predicates[partition]}";

    /// <summary>The query whose result has every column and no row.</summary>
    public string Description => $"select * from {Source} where 1=0";
}
