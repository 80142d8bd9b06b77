using Confluent.Kafka;
using Pipeline.Common;
using Pipeline.Events.Internal;

namespace Pipeline.Events;

/// <summary>Sends messages in big packed batches and knows of each whether the broker has it: idempotent, acks=all.</summary>
internal sealed class EventProducer : IDisposable
{
    private const int LargestMessage = 1_048_576;
    private static readonly TimeSpan RoomDelay = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LastReports = TimeSpan.FromSeconds(5);

    private readonly IProducer<byte[], byte[]?> _producer;
    private readonly Action<DeliveryReport<byte[], byte[]?>> _report;
    private readonly Message<byte[], byte[]?> _message = new();
    private readonly string _topic;
    private volatile Error? _trouble;

    public EventProducer(string address, string topic, Compression compression, TimeSpan patience)
    {
        _topic = topic;
        _report = Tally.Report;
        _producer = new ProducerBuilder<byte[], byte[]?>(new ProducerConfig
        {
            BootstrapServers = address,
            ClientId = "pipeline-event-generator",
            Acks = Acks.All,
            EnableIdempotence = true,
            CompressionType = Enum.Parse<CompressionType>(compression.ToString()),
            Partitioner = Partitioner.Murmur2Random,
            LingerMs = 10,
            BatchSize = LargestMessage,
            BatchNumMessages = 10_000,
            MessageMaxBytes = LargestMessage,
            MessageTimeoutMs = (int)patience.TotalMilliseconds,
            QueueBufferingMaxMessages = 100_000,
            QueueBufferingMaxKbytes = 64 * 1024,
            DeliveryReportFields = "status",
        })
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler((_, error) => _trouble = error)
        .Build();
    }

    public DeliveryTally Tally { get; } = new();

    /// <summary>How many messages were handed to the client.</summary>
    public long Messages { get; private set; }

    /// <summary>True once a message is lost: no use in going on.</summary>
    public bool Failing => Tally.Failed > 0;

    /// <summary>Hands one message to the client, waiting while its queue is full.</summary>
    /// <returns>False when it was stopped before there was room.</returns>
    public async ValueTask<bool> SendAsync(byte[] key, byte[]? value, CancellationToken stop)
    {
        _message.Key = key;
        _message.Value = value;
        while (!TrySend())
        {
            if (stop.IsCancellationRequested)
                return false;
            await Task.Delay(RoomDelay, CancellationToken.None);
        }
        return true;
    }

    /// <summary>Waits until the broker has acknowledged or refused every message, or the time is over.</summary>
    /// <param name="patience">The time.</param>
    /// <param name="stopPatience">The time from a stop on, whenever it comes.</param>
    /// <param name="stop">The stop.</param>
    public async Task FinishAsync(TimeSpan patience, TimeSpan stopPatience, CancellationToken stop)
    {
        using var over = new CancellationTokenSource(patience);
        await using var sooner = stop.Register(() => over.CancelAfter(stopPatience));
        while (_producer.Flush(TimeSpan.FromMilliseconds(50)) > 0 && !over.IsCancellationRequested)
            await Task.Yield();

        // The client's poll thread may still be inside the last reports.
        var settled = DateTime.UtcNow + LastReports;
        while (Tally.Delivered + Tally.Failed < Messages && DateTime.UtcNow < settled && !over.IsCancellationRequested)
            await Task.Delay(RoomDelay, CancellationToken.None);
    }

    /// <summary>The error of messages that were not acknowledged, or null when all were.</summary>
    /// <param name="address">The broker, for the message.</param>
    /// <param name="stop">The code of the stop that ended the wait for them, if one did.</param>
    public PipelineException? Loss(string address, ExitCode? stop)
    {
        var lost = Messages - Tally.Delivered;
        if (lost == 0)
            return null;

        var reason = (Tally.FirstFailure ?? _trouble)?.Reason ?? "no answer";
        var network = _trouble is { } trouble && Tally.FirstFailure is not null ? $" ({trouble.Reason})" : "";
        return new PipelineException(
            stop ?? ExitCode.CannotConnect,
            $"The broker at {address} acknowledged {Tally.Delivered:N0} of {Messages:N0} messages; {lost:N0} are not certain to be there: {reason}{network}.",
            "Check the broker and run again with the same --seed: whatever arrives twice has the same event_id.");
    }

    public void Dispose() => _producer.Dispose();

    private bool TrySend()
    {
        try
        {
            _producer.Produce(_topic, _message, _report);
            Messages++;
            return true;
        }
        catch (ProduceException<byte[], byte[]?> error) when (error.Error.Code is ErrorCode.Local_QueueFull)
        {
            return false;
        }
    }
}
