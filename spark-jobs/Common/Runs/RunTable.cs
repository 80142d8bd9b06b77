namespace Pipeline.Common.Runs;

/// <summary>What a run did to one table: one row of <c>pipeline_run_tables</c>, the proof that stays.</summary>
public sealed record RunTable
{
    public required string Source { get; init; }

    public required string Target { get; init; }

    public long? RowsSource { get; init; }

    public long? RowsTarget { get; init; }

    /// <summary>The size of the source's values as PostgreSQL keeps them, compressed or not; null for a mart.</summary>
    public long? Bytes { get; init; }

    public string? ChecksumSource { get; init; }

    public string? ChecksumTarget { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The statement that made the table; null where some of its rows were replaced.</summary>
    public string? Ddl { get; init; }

    /// <summary>What a reader should know of it, such as what was not carried.</summary>
    public string? Note { get; init; }
}
