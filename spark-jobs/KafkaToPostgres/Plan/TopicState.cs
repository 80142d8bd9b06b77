namespace Pipeline.KafkaToPostgres.Plan;

/// <summary>What the broker holds of a topic at one moment.</summary>
/// <param name="Topic">Its name.</param>
/// <param name="Id">Its identity; null where the broker tells none.</param>
/// <param name="Partitions">All partitions, by number.</param>
internal sealed record TopicState(string Topic, string? Id, IReadOnlyList<PartitionState> Partitions);
