using Pipeline.KafkaToPostgres.Plan;

namespace Pipeline.KafkaToPostgres.Tests;

/// <summary>Topics and settings for tests of plans.</summary>
internal static class Topics
{
    public static TopicState Of(params (long Begin, long End)[] partitions) =>
        new("t", "id-1", [.. partitions.Select((partition, number) => new PartitionState(number, partition.Begin, partition.End))]);

    public static StoredOffset Stored(int partition, long next, string? id = "id-1") => new(partition, id, 0, next);

    public static EventsSettings Settings(string? from = null, long? max = null, bool acceptLoss = false) => EventsSettings.Of(
        new KafkaToPostgresOptions { Topic = "t", From = from, MaxOffsets = max, AcceptLoss = acceptLoss }, _ => "localhost:9092");

    public static string Words(OffsetPlan plan) => string.Join(" ", plan.Ranges.Select(range => $"{range.Partition}:{range.Start}-{range.End}"));
}
