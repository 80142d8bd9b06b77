using System.Diagnostics;
using Confluent.Kafka;
using Pipeline.Spark.Sql.Embedded.Rows;

namespace Pipeline.Spark.Sql.Embedded.Kafka;

/// <summary>The messages of one partition, from an offset to before another. Offsets that hold no message (compacted, or markers of transactions) are passed over.</summary>
internal sealed class KafkaReader : RowReader
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    private readonly KafkaOptions _options;
    private readonly KafkaRange _range;
    private readonly string[] _columns;
    private readonly CancellationToken _stop;
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private ConsumeResult<byte[]?, byte[]?>? _message;
    private ConsumeResult<byte[]?, byte[]?>? _lastEnd;
    private string? _trouble;
    private bool _ended;

    public KafkaReader(KafkaOptions options, KafkaRange range, string[] columns, CancellationToken stop)
    {
        _options = options;
        _range = range;
        _columns = [.. columns.Select(column => column.ToUpperInvariant())];
        _stop = stop;
        var fields = columns.Contains(KafkaColumns.Headers, StringComparer.OrdinalIgnoreCase) ? "timestamp,headers" : "timestamp";
        _consumer = new ConsumerBuilder<byte[]?, byte[]?>(options.Consumer(fields))
            .SetKeyDeserializer(Deserializers.ByteArray!)
            .SetValueDeserializer(Deserializers.ByteArray!)
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler((_, error) => _trouble = error.Reason)
            .Build();
        _consumer.Assign(new TopicPartitionOffset(options.Topic, range.Partition, range.Start));
    }

    public override int FieldCount => _columns.Length;

    private Message<byte[]?, byte[]?> Message => _message!.Message;

    public override bool Read()
    {
        if (_ended)
            return false;
        var silentSince = Stopwatch.GetTimestamp();
        while (true)
        {
            _stop.ThrowIfCancellationRequested();
            var next = Consume();
            if (next is not null && next.Offset >= _range.End)
            {
                _ended = true;
                return false;
            }
            if (next is { IsPartitionEOF: false })
            {
                _message = next;
                _lastEnd = null;
                _ended = next.Offset == _range.End - 1;
                return true;
            }
            if (next is { IsPartitionEOF: true })
            {
                // The broker says it once, and is silent then; what is in trouble afterwards is the broker, not the offsets.
                _lastEnd = next;
                _trouble = null;
                _ended = _options.FailOnDataLoss is false;
                if (_ended)
                    return false;
            }
            if (Stopwatch.GetElapsedTime(silentSince) > _options.Patience)
                throw Silent();
        }
    }

    public override string GetName(int ordinal) => _columns[ordinal];

    public override bool IsDBNull(int ordinal) => _columns[ordinal] switch
    {
        "KEY" => Message.Key is null,
        "VALUE" => Message.Value is null,
        "HEADERS" => Message.Headers is null or { Count: 0 },
        _ => false,
    };

    public override object GetValue(int ordinal) => _columns[ordinal] switch
    {
        "KEY" => Message.Key ?? (object)DBNull.Value,
        "VALUE" => Message.Value ?? (object)DBNull.Value,
        "TOPIC" => _options.Topic,
        "PARTITION" => _range.Partition,
        "OFFSET" => _message!.Offset.Value,
        "TIMESTAMP" => GetDateTime(ordinal),
        "TIMESTAMPTYPE" => GetInt32(ordinal),
        _ => KafkaHeaders.Text(Message.Headers) ?? (object)DBNull.Value,
    };

    public override int GetInt32(int ordinal) => _columns[ordinal] == "PARTITION"
        ? _range.Partition
        : Message.Timestamp.Type switch { TimestampType.CreateTime => 0, TimestampType.LogAppendTime => 1, _ => -1 };

    public override long GetInt64(int ordinal) => _message!.Offset.Value;

    /// <summary>The time of the message; one beyond the calendar is its last day.</summary>
    public override DateTime GetDateTime(int ordinal)
    {
        var milliseconds = Math.Clamp(Message.Timestamp.UnixTimestampMs, -62_135_596_800_000, 253_402_300_799_000);
        return DateTime.UnixEpoch.AddMilliseconds(milliseconds);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _consumer.Dispose();
        base.Dispose(disposing);
    }

    private ConsumeResult<byte[]?, byte[]?>? Consume()
    {
        try
        {
            return _consumer.Consume(Slice);
        }
        catch (ConsumeException error) when (error.Error.Code is ErrorCode.Local_AutoOffsetReset or ErrorCode.OffsetOutOfRange)
        {
            throw SparkEngineException.OffsetsGone(_options.Topic, _range.Partition, _range.Start, _range.End, error);
        }
        catch (ConsumeException error) when (error.Error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition)
        {
            throw SparkEngineException.NoSuchTopic(_options.Topic, _options.BootstrapServers, error);
        }
        catch (KafkaException error)
        {
            throw SparkEngineException.BrokerFailed(_options.BootstrapServers, error.Error.Reason, error);
        }
    }

    private SparkEngineException Silent() => _lastEnd is { } last && _trouble is null
        ? SparkEngineException.OffsetsGone(_options.Topic, _range.Partition, last.Offset.Value, _range.End)
        : SparkEngineException.BrokerFailed(
            _options.BootstrapServers, $"{_trouble ?? "no answer"}, nothing of {_options.Topic} partition {_range.Partition} for {_options.Patience.TotalSeconds:0.#} s");
}
