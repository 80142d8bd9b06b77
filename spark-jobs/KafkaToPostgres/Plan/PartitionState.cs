namespace Pipeline.KafkaToPostgres.Plan;

/// <summary>What the broker holds of one partition.</summary>
/// <param name="Number">The partition.</param>
/// <param name="Begin">The oldest offset it holds.</param>
/// <param name="End">The offset that the next message will get.</param>
internal readonly record struct PartitionState(int Number, long Begin, long End);
