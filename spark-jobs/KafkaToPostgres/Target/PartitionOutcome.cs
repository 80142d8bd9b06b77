namespace Pipeline.KafkaToPostgres.Target;

/// <summary>What a pass stored of one partition: a row of <c>pipeline_run_partitions</c>.</summary>
internal sealed record PartitionOutcome
{
    public required int Partition { get; init; }

    public required long Begin { get; init; }

    public required long End { get; init; }

    public required long Messages { get; init; }

    public required long Events { get; init; }

    /// <summary>Stored too, and marked.</summary>
    public required long Duplicates { get; init; }

    public required long Rejected { get; init; }

    /// <summary>Offsets without a message, as PostgreSQL writes a multirange: <c>{[17,20),[25,26)}</c>.</summary>
    public required string Gaps { get; init; }

    /// <summary>How many offsets the gaps are.</summary>
    public required long GapOffsets { get; init; }

    public required long Lag { get; init; }
}
