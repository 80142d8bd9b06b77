namespace Pipeline.KafkaToPostgres.Plan;

/// <summary>What the broker holds of one partition.</summary>
/// <param name="Number">The partition.</param>
/// <param name="Begin">The oldest offset it holds.</param>
/// <param name="End">The offset behind the last one that may be read: what is in an open transaction, or behind it, may not.</param>
/// <param name="Waiting">How many offsets there are from that one on, and may be read when the transaction ends.</param>
internal readonly record struct PartitionState(int Number, long Begin, long End, long Waiting = 0)
{
    /// <summary>The offset that the next message will get.</summary>
    public long Next => End + Waiting;
}
