namespace Pipeline.KafkaToPostgres.Plan;

/// <summary>What a pass reads of one partition.</summary>
internal sealed record PartitionRange
{
    /// <summary>What the broker holds.</summary>
    public required PartitionState State { get; init; }

    /// <summary>Where the first run began; 0 for a partition that was added later.</summary>
    public required long First { get; init; }

    /// <summary>The offset that was to come next, before what is given up; null when the partition was never stored.</summary>
    public required long? Stored { get; init; }

    /// <summary>The first offset read.</summary>
    public required long Start { get; init; }

    /// <summary>The offset behind the last one read.</summary>
    public required long End { get; init; }

    public int Partition => State.Number;

    public long Count => End - Start;

    /// <summary>Messages that stay for a later pass, those that wait for an open transaction to end among them.</summary>
    public long Lag => State.Next - End;

    /// <summary>Messages that another pass could read at once.</summary>
    public long Left => State.End - End;

    /// <summary>Offsets that are given up, because the broker no longer holds them.</summary>
    public long Lost => Start - Begin;

    /// <summary>The offset that was to come next: where the record of this pass begins.</summary>
    public long Begin => Stored ?? First;

    /// <summary>No further than to there; a partition without an end is one that was added since, of which nothing is read yet.</summary>
    public PartitionRange Until(IReadOnlyDictionary<int, long> ends) => this with { End = Math.Max(Start, Math.Min(End, ends.GetValueOrDefault(Partition))) };
}
