using Confluent.Kafka;

namespace Pipeline.Events.Internal;

/// <summary>
/// Counts what became of every message. The producer's poll thread writes, any thread reads.
/// </summary>
internal sealed class DeliveryTally
{
    private readonly Lock _gate = new();
    private PartitionTally[] _partitions = [];
    private long _delivered;
    private long _failed;

    public long Delivered => Volatile.Read(ref _delivered);

    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Why the first message that was not delivered was not.</summary>
    public Error? FirstFailure { get; private set; }

    public void Report(DeliveryReport<byte[], byte[]?> report)
    {
        if (report.Error.IsError || report.Status is not PersistenceStatus.Persisted)
        {
            FirstFailure ??= report.Error;
            Interlocked.Increment(ref _failed);
            return;
        }

        lock (_gate)
            Of(report.Partition.Value).Add(report.Offset.Value);
        Interlocked.Increment(ref _delivered);
    }

    /// <summary>The partitions that got a message, in their order.</summary>
    public IReadOnlyList<PartitionDelivery> ByPartition()
    {
        lock (_gate)
            return [.. _partitions.Select((tally, number) => tally.Ended(number)).Where(delivery => delivery.Messages > 0)];
    }

    private PartitionTally Of(int partition)
    {
        var known = _partitions.Length;
        if (partition >= known)
        {
            Array.Resize(ref _partitions, partition + 1);
            for (var i = known; i <= partition; i++)
                _partitions[i] = new PartitionTally();
        }

        return _partitions[partition];
    }
}
