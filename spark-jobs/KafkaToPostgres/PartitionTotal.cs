using Pipeline.KafkaToPostgres.Plan;
using Pipeline.KafkaToPostgres.Target;

namespace Pipeline.KafkaToPostgres;

/// <summary>What a run stored of one partition in all its passes.</summary>
internal sealed record PartitionTotal
{
    public required int Partition { get; init; }

    public required long Begin { get; init; }

    public required long End { get; init; }

    public required long Messages { get; init; }

    public required long Events { get; init; }

    public required long Duplicates { get; init; }

    public required long Rejected { get; init; }

    /// <summary>The gaps of a single pass. Those of many may be too many for one text: null then, pipeline_run_partitions has those of each pass.</summary>
    public required string? Gaps { get; init; }

    /// <summary>How many offsets the gaps are.</summary>
    public required long GapOffsets { get; init; }

    /// <summary>As the last pass left it.</summary>
    public required long Lag { get; init; }

    public static PartitionTotal Of(PartitionOutcome pass) => new()
    {
        Partition = pass.Partition,
        Begin = pass.Begin,
        End = pass.End,
        Messages = pass.Messages,
        Events = pass.Events,
        Duplicates = pass.Duplicates,
        Rejected = pass.Rejected,
        Gaps = pass.Gaps,
        GapOffsets = pass.GapOffsets,
        Lag = pass.Lag,
    };

    /// <summary>With a further pass.</summary>
    public PartitionTotal Plus(PartitionOutcome pass) => this with
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
