namespace Pipeline.KafkaToPostgres.Plan;

/// <summary>How far a partition is stored.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="TopicId">The identity of the topic when it was stored; null where the broker told none.</param>
/// <param name="First">Where its first run began.</param>
/// <param name="Next">The first offset that is not stored.</param>
internal sealed record StoredOffset(int Partition, string? TopicId, long First, long Next);
