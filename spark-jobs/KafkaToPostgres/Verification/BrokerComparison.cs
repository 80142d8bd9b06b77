using Pipeline.Common;
using Pipeline.KafkaToPostgres.Plan;

namespace Pipeline.KafkaToPostgres.Verification;

/// <summary>Holds what is stored against what the broker has.</summary>
internal static class BrokerComparison
{
    /// <summary>Every partition that is stored or that the broker has, by number.</summary>
    /// <param name="stored">What the tables hold, read before the broker was asked: it can only have gone on since.</param>
    /// <param name="topic">What the broker has.</param>
    public static IReadOnlyList<VerifiedPartition> Of(IReadOnlyList<VerifiedPartition> stored, TopicState topic)
    {
        var kept = topic.Partitions.ToDictionary(partition => partition.Number);
        var unread = kept.Keys.Except(stored.Select(partition => partition.Partition)).Select(number => new VerifiedPartition { Partition = number });
        return [.. stored.Concat(unread).OrderBy(partition => partition.Partition).Select(partition => kept.TryGetValue(partition.Partition, out var state)
            ? partition with { BrokerFirst = state.Begin, BrokerEnd = state.Next, Waiting = state.Waiting, Anew = Anew(partition, state, topic.Id) }
            : partition with { Anew = $"it is stored up to offset {partition.Next}, but the broker has {Counted.Of(topic.Partitions.Count, "partition")}" })];
    }

    private static string? Anew(VerifiedPartition stored, PartitionState state, string? id)
    {
        if (id is not null && stored.TopicId is { } storedId && storedId != id)
            return $"it is stored up to offset {stored.Next} of topic {storedId}, but the broker has topic {id}, which ends at {state.End}: it was made anew";
        return stored.Next > state.End ? $"it is stored up to offset {stored.Next}, but the broker ends at {state.End}: the topic was made anew, or the broker lost messages" : null;
    }
}
