using System.Text.Json.Serialization;
using Pipeline.Common;
using Pipeline.KafkaToPostgres.Plan;

namespace Pipeline.KafkaToPostgres.Verification;

/// <summary>What was found of one partition; offsets are written as PostgreSQL writes multiranges: <c>{[17,20)}</c>.</summary>
internal sealed record VerifiedPartition
{
    public required int Partition { get; init; }

    /// <summary>Where its first run began; 0 for one that was never read.</summary>
    public long First { get; init; }

    /// <summary>Where its last run ended; 0 for one that was never read.</summary>
    public long Next { get; init; }

    /// <summary>Rows of kafka_events between the two.</summary>
    public long Events { get; init; }

    /// <summary>Rows of kafka_events_rejected between the two.</summary>
    public long Rejected { get; init; }

    public long Stored => Events + Rejected;

    /// <summary>Offsets that hold no message, as the runs recorded them.</summary>
    public string Gaps { get; init; } = OffsetRanges.None;

    /// <summary>Offsets that are in neither table.</summary>
    public string Missing { get; init; } = OffsetRanges.None;

    /// <summary>Offsets that are in both.</summary>
    public string Twice { get; init; } = OffsetRanges.None;

    /// <summary>Offsets of rows that no run recorded.</summary>
    public string Outside { get; init; } = OffsetRanges.None;

    /// <summary>The oldest offset that the broker holds; null where it was not asked or has no such partition.</summary>
    public long? BrokerFirst { get; init; }

    /// <summary>The offset that the next message will get there.</summary>
    public long? BrokerEnd { get; init; }

    /// <summary>How many of the broker's offsets wait behind an open transaction.</summary>
    public long Waiting { get; init; }

    /// <summary>Offsets that the broker holds and a run has still to read: no difference.</summary>
    public long? ToRead => BrokerEnd is { } end && BrokerFirst is { } first ? Math.Max(0, end - Math.Max(Next, first)) : null;

    /// <summary>Offsets that the broker gave up before they were read.</summary>
    public long? Expired => BrokerFirst is { } first && Anew is null ? Math.Max(0, first - Next) : null;

    /// <summary>Why the broker's topic is not the one that is stored; null where nothing says so.</summary>
    public string? Anew { get; init; }

    /// <summary>The identity of the topic when it was stored; null where the broker told none.</summary>
    [JsonIgnore]
    public string? TopicId { get; init; }

    public bool IsSound => Anew is null && Expired is null or 0 && Missing == OffsetRanges.None && Twice == OffsetRanges.None && Outside == OffsetRanges.None;

    /// <summary>One line for people.</summary>
    public string Sentence() =>
        (Next > First
            ? $"Partition {Partition}, offsets {First} to {Next - 1}: {Counted.Of(Events, "event")} and {Rejected:N0} rejected"
            : $"Partition {Partition}: nothing is read yet")
        + (Gaps == OffsetRanges.None ? "" : $", no message at {OffsetRanges.Words(Gaps)}")
        + (IsSound ? Next > First ? ", each exactly once" : "" : $"; {Fault()}")
        + (BrokerEnd is { } end && BrokerFirst is { } first ? $"; the broker holds {(first == end ? $"none and ends at {end}" : $"{first} to {end - 1}")}, {ToRead:N0} to read{(Waiting == 0 ? "" : $", {Waiting:N0} of them behind an open transaction")}." : ".");

    /// <summary>What is wrong, in words.</summary>
    public string Fault() => string.Join("; ", new[]
    {
        Anew,
        Expired is null or 0 ? null : $"{Next}-{BrokerFirst - 1} ({Counted.Of(Expired.Value, "message")}) expired before they were read",
        Missing == OffsetRanges.None ? null : $"missing are {OffsetRanges.Words(Missing)}",
        Twice == OffsetRanges.None ? null : $"in both tables are {OffsetRanges.Words(Twice)}",
        Outside == OffsetRanges.None ? null : $"rows that no run recorded are {OffsetRanges.Words(Outside)}",
    }.Where(part => part is not null));
}
