using Pipeline.KafkaToPostgres.Plan;

namespace Pipeline.KafkaToPostgres.Target;

/// <summary>What was stored of one partition, in a pass (a row of <c>pipeline_run_partitions</c>) or in many.</summary>
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

    /// <summary>
    /// Offsets without a message, as PostgreSQL writes a multirange: <c>{[17,20),[25,26)}</c>. Those of many passes may be too many for one
    /// text: null then, the table has those of each.
    /// </summary>
    public required string? Gaps { get; init; }

    /// <summary>How many offsets the gaps are.</summary>
    public required long GapOffsets { get; init; }

    /// <summary>As the last pass left it.</summary>
    public required long Lag { get; init; }

    /// <summary>With a further pass.</summary>
    public PartitionOutcome Plus(PartitionOutcome pass) => this with
    {
        End = pass.End,
        Messages = Messages + pass.Messages,
        Events = Events + pass.Events,
        Duplicates = Duplicates + pass.Duplicates,
        Rejected = Rejected + pass.Rejected,
        Gaps = GapOffsets + pass.GapOffsets == 0 ? OffsetRanges.None : null,
        GapOffsets = GapOffsets + pass.GapOffsets,
        Lag = pass.Lag,
    };
}
