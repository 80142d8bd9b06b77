using Confluent.Kafka;

namespace Pipeline.Events.Internal;

/// <summary>Asks a broker where each partition begins, to see what it has dropped.</summary>
internal sealed class KeptOffsets : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IConsumer<Ignore, Ignore> _consumer;
    private readonly string _topic;

    public KeptOffsets(string address, string topic)
    {
        _topic = topic;
        _consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = address, GroupId = "pipeline-event-generator" })
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler(static (_, _) => { })
            .Build();
    }

    /// <summary>The first offset that is still there, for each partition; nothing for a topic that is not there yet.</summary>
    public long[] Begins(IAdminClient admin)
    {
        var known = admin.GetMetadata(Patience).Topics.Find(topic => string.Equals(topic.Topic, _topic, StringComparison.Ordinal));
        return known is null
            ? []
            : [.. known.Partitions
                .OrderBy(partition => partition.PartitionId)
                .Select(partition => _consumer.QueryWatermarkOffsets(new TopicPartition(_topic, partition.PartitionId), Patience).Low.Value)];
    }

    public void Dispose() => _consumer.Dispose();
}
