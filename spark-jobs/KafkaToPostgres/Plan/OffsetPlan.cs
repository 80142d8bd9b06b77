using System.Text.Json.Nodes;

namespace Pipeline.KafkaToPostgres.Plan;

/// <summary>What a run or one of its passes reads: for each partition of the topic, from where to where.</summary>
internal sealed record OffsetPlan(TopicState Topic, IReadOnlyList<PartitionRange> Ranges, IReadOnlyList<string> Notes)
{
    /// <summary>How many offsets there are to read.</summary>
    public long Count => Ranges.Sum(range => range.Count);

    /// <summary>Whether there is anything to store.</summary>
    public bool HasWork => Count > 0 || Ranges.Any(range => range.Stored is null || range.Lost > 0);

    /// <summary>How many offsets wait behind open transactions; they can be read when those end.</summary>
    public long Waiting => Ranges.Sum(range => range.State.Waiting);

    /// <summary>Where it ends, by partition.</summary>
    public IReadOnlyDictionary<int, long> Ends => Ranges.ToDictionary(range => range.Partition, range => range.End);

    /// <summary>Plans what there is to read.</summary>
    /// <param name="topic">What the broker holds.</param>
    /// <param name="stored">How far it is stored.</param>
    /// <param name="settings">Where to begin, and how much to read.</param>
    /// <param name="ends">Where a run ends that has stored a pass: what came meanwhile is the next run's. Null to read all there is.</param>
    /// <exception cref="Pipeline.Common.PipelineException">What is stored does not fit what the broker holds (exit 4).</exception>
    public static OffsetPlan Of(TopicState topic, IReadOnlyList<StoredOffset> stored, EventsSettings settings, IReadOnlyDictionary<int, long>? ends = null)
    {
        RequireSameTopic(topic, stored);
        List<string> notes = [];
        if (stored.Count > 0 && settings.FirstGiven)
            notes.Add($"--from holds for the first run only; {topic.Topic} goes on where it was left.");
        if (stored.Count == 0 && settings.First.Beyond(topic.Partitions.Select(partition => partition.Number)).ToArray() is [var unknown, ..])
            throw EventsErrors.NoSuchPartition(topic, unknown);

        var ranges = topic.Partitions.Select(partition => RangeOf(topic, partition, stored, settings, notes)).Select(range => ends is null ? range : range.Until(ends)).ToList();
        return new(topic, Limited(ranges, settings.MaxOffsets), notes);
    }

    /// <summary>As much of it as one transaction stores.</summary>
    public OffsetPlan Pass(long size) => this with { Ranges = Limited(Ranges, size) };

    /// <summary>The starts, or the ends, as the kafka source of Spark takes them; it wants every partition named.</summary>
    public string Offsets(Func<PartitionRange, long> offset) => new JsonObject
    {
        [Topic.Topic] = new JsonObject(Ranges.Select(range => KeyValuePair.Create(range.Partition.ToString(), (JsonNode?)JsonValue.Create(offset(range))))),
    }.ToJsonString();

    private static void RequireSameTopic(TopicState topic, IReadOnlyList<StoredOffset> stored)
    {
        if (topic.Id is not null && stored.FirstOrDefault(offset => offset.TopicId is not null && offset.TopicId != topic.Id) is { } other)
            throw EventsErrors.Recreated(topic, other.TopicId!);
        foreach (var offset in stored)
        {
            if (topic.Partitions.All(partition => partition.Number != offset.Partition))
                throw EventsErrors.PartitionGone(topic, offset);
        }
    }

    private static PartitionRange RangeOf(
        TopicState topic, PartitionState partition, IReadOnlyList<StoredOffset> stored, EventsSettings settings, List<string> notes)
    {
        if (stored.FirstOrDefault(offset => offset.Partition == partition.Number) is not { } known)
        {
            if (stored.Count == 0)
            {
                var first = settings.First.Of(partition, topic.Topic);
                return new() { State = partition, First = first, Stored = null, Start = first, End = partition.End };
            }
            notes.Add($"Partition {partition.Number} of {topic.Topic} is new: it is read from its first offset, {partition.Begin}.");
            return new() { State = partition, First = 0, Stored = null, Start = StartOf(topic, partition, 0, settings, notes), End = partition.End };
        }

        if (known.Next > partition.End)
            throw EventsErrors.Shortened(topic, partition, known);
        return new()
        {
            State = partition,
            First = known.First,
            Stored = known.Next,
            Start = StartOf(topic, partition, known.Next, settings, notes),
            End = partition.End,
        };
    }

    /// <summary>The first offset to read, where another was to come next.</summary>
    private static long StartOf(TopicState topic, PartitionState partition, long next, EventsSettings settings, List<string> notes)
    {
        if (next >= partition.Begin)
            return next;
        if (!settings.AcceptLoss)
            throw EventsErrors.Expired(topic, partition, next);
        notes.Add($"Partition {partition.Number}: the offsets {next} to {partition.Begin - 1} are given up (--accept-loss); they are recorded as a gap.");
        return partition.Begin;
    }

    /// <summary>Shares the offsets that may be read among the partitions, by how much each has; whole numbers, never more in all.</summary>
    internal static IReadOnlyList<PartitionRange> Limited(IReadOnlyList<PartitionRange> ranges, long? most)
    {
        var total = ranges.Sum(range => range.Count);
        if (most is not { } limit || total <= limit)
            return ranges;

        var shares = ranges.Select(range => (long)((Int128)range.Count * limit / total)).ToArray();
        var left = limit - shares.Sum();
        for (var i = 0; left > 0; i = (i + 1) % shares.Length)
        {
            if (shares[i] >= ranges[i].Count)
                continue;
            shares[i]++;
            left--;
        }
        return [.. ranges.Select((range, i) => range with { End = range.Start + shares[i] })];
    }
}
