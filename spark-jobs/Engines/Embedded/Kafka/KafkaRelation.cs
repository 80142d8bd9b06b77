using Confluent.Kafka;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Kafka;

/// <summary>A range of a topic: each partition of it is a partition here, read by a client of its own.</summary>
internal sealed class KafkaRelation(KafkaOptions options, StructType columns) : Relation
{
    private readonly Lock _gate = new();
    private IReadOnlyList<KafkaRange>? _ranges;

    /// <summary>A topic has no size that one may count on.</summary>
    public override bool IsStream => true;

    public override int Partitions => Ranges().Count;

    public override StructType Schema(CancellationToken stop) => columns;

    public override RowCursor Open(int partition, IReadOnlyList<string> columns, CancellationToken stop)
    {
        StructField[] fields = [.. columns.Select(name => KafkaColumns.Named(Schema(stop).Fields, name))];
        var reader = new KafkaReader(options, Ranges()[partition], [.. fields.Select(field => field.Name)], stop);
        return new RowCursor(reader, new StructType(fields), () => { }, reader);
    }

    public override long Count(int partition, CancellationToken stop)
    {
        using var cursor = Open(partition, ["offset"], stop);
        long rows = 0;
        while (cursor.Read())
            rows++;
        return rows;
    }

    /// <summary>Asked once: the rows are those between these offsets, however often they are read.</summary>
    private IReadOnlyList<KafkaRange> Ranges()
    {
        lock (_gate)
            return _ranges ??= Resolve();
    }

    private List<KafkaRange> Resolve()
    {
        using var client = new ConsumerBuilder<Ignore, Ignore>(options.Consumer("none"))
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler(static (_, _) => { })
            .Build();
        try
        {
            var partitions = PartitionsOf(client);
            options.Starting.Check(partitions, options.Topic);
            options.Ending.Check(partitions, options.Topic);
            List<KafkaRange> ranges = [];
            foreach (var partition in partitions)
            {
                var range = new KafkaRange(
                    partition, Place(client, partition, options.Starting.Of(partition)), Place(client, partition, options.Ending.Of(partition)));
                if (range.Start < range.End)
                    ranges.Add(range);
            }
            return ranges;
        }
        catch (KafkaException error)
        {
            throw SparkEngineException.BrokerFailed(options.BootstrapServers, error.Error.Reason, error);
        }
    }

    private int[] PartitionsOf(IConsumer<Ignore, Ignore> client)
    {
        using var admin = new DependentAdminClientBuilder(client.Handle).Build();
        var known = admin.GetMetadata(options.Topic, options.Patience).Topics[0];
        return known.Error.IsError || known.Partitions.Count == 0
            ? throw SparkEngineException.NoSuchTopic(options.Topic, options.BootstrapServers)
            : [.. known.Partitions.Select(partition => partition.PartitionId).Order()];
    }

    private long Place(IConsumer<Ignore, Ignore> client, int partition, long offset)
    {
        if (offset >= 0)
            return offset;
        var kept = client.QueryWatermarkOffsets(new TopicPartition(options.Topic, partition), options.Patience);
        return offset == Offset.Beginning ? kept.Low : kept.High;
    }
}
