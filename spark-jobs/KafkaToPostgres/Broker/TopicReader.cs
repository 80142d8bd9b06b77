using System.Diagnostics;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Pipeline.Common;
using Pipeline.KafkaToPostgres.Plan;

namespace Pipeline.KafkaToPostgres.Broker;

/// <summary>Asks a broker what it holds of a topic. It belongs to no group and leaves nothing on the broker.</summary>
internal sealed class TopicReader : IDisposable
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BrokerStart = TimeSpan.FromSeconds(15);

    private readonly EventsSettings _settings;
    private readonly IConsumer<Ignore, Ignore> _consumer;
    private readonly IAdminClient _admin;
    private readonly TopicIdentity _identity;
    private string? _trouble;

    public TopicReader(EventsSettings settings)
    {
        _settings = settings;
        _consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig
        {
            BootstrapServers = settings.Servers,
            ClientId = "pipeline-kafka-to-postgres",
            GroupId = "pipeline-kafka-to-postgres",
            EnableAutoCommit = false,
            AllowAutoCreateTopics = false,
            ReconnectBackoffMaxMs = 1000,
            EnableMetricsPush = false,
        })
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler((_, error) => _trouble = error.Reason)
        .Build();
        _admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
        _identity = new TopicIdentity(AskIdAsync, settings.Wait);
    }

    private TimeSpan Patience => _settings.Wait < BrokerStart ? _settings.Wait : BrokerStart;

    /// <summary>Its identity, its partitions, and what each holds now.</summary>
    /// <param name="identified">True when an earlier run learnt the topic's identity: then the broker tells it, and gets all its time to.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="PipelineException">No broker answers in time (exit 3), or it has no such topic (exit 4).</exception>
    public async Task<TopicState> ReadAsync(bool identified, CancellationToken cancellation)
    {
        try
        {
            // The client's calls block and know no token: a thread of its own lets a signal end the waiting.
            var numbers = await Task.Run(Numbers, cancellation).WaitAsync(cancellation);
            var next = await NextAsync(numbers).WaitAsync(cancellation);
            List<PartitionState> partitions = await Task.Run(() => numbers.ConvertAll(number => StateOf(number, next[number])), cancellation).WaitAsync(cancellation);
            return new TopicState(_settings.Topic, await IdentityAsync(identified), partitions);
        }
        catch (KafkaException error)
        {
            var reason = _trouble is null || error.Error.Reason.Contains(_trouble, StringComparison.Ordinal) ? error.Error.Reason : $"{error.Error.Reason}; {_trouble}";
            throw EventsErrors.BrokerAway(_settings.Servers, _settings.Wait, reason, error);
        }
    }

    public void Dispose()
    {
        _admin.Dispose();
        _consumer.Dispose();
    }

    private async Task<string?> IdentityAsync(bool identified)
    {
        try
        {
            return await _identity.ReadAsync(identified);
        }
        catch (KafkaException error)
        {
            throw EventsErrors.IdentityUntold(_settings.Topic, _settings.Servers, error.Error.Reason, error);
        }
    }

    private List<int> Numbers()
    {
        var topics = Topics();
        var topic = topics.Find(known => string.Equals(known.Topic, _settings.Topic, StringComparison.Ordinal));
        if (topics.Count == 0)
            throw EventsErrors.NoTopicAtAll(_settings.Topic, _settings.Servers, Patience);
        if (topic is { Error.IsError: true })
            throw new KafkaException(topic.Error);
        if (topic is null || topic.Partitions.Count == 0)
            throw EventsErrors.NoTopic(_settings.Topic, _settings.Servers, [.. topics.Select(known => known.Topic).Where(name => !name.StartsWith("__", StringComparison.Ordinal))]);
        return [.. topic.Partitions.Select(partition => partition.PartitionId).Order()];
    }

    /// <summary>The offset that the next message of each partition will get, whether or not those before it may be read.</summary>
    private async Task<IReadOnlyDictionary<int, long>> NextAsync(List<int> numbers)
    {
        var listed = await _admin.ListOffsetsAsync(
            numbers.Select(number => new TopicPartitionOffsetSpec { TopicPartition = new TopicPartition(_settings.Topic, number), OffsetSpec = OffsetSpec.Latest() }),
            new ListOffsetsOptions { IsolationLevel = IsolationLevel.ReadUncommitted, RequestTimeout = _settings.Wait });
        return listed.ResultInfos.Select(info => info.TopicPartitionOffsetError).ToDictionary(found => found.Partition.Value, found => found.Offset.Value);
    }

    /// <summary>What each holds that may be read; asked after the others, so that what comes meanwhile does not seem to wait.</summary>
    private PartitionState StateOf(int number, long next)
    {
        var kept = _consumer.QueryWatermarkOffsets(new TopicPartition(_settings.Topic, number), _settings.Wait);
        return new PartitionState(number, kept.Low, kept.High, Math.Max(0, next - kept.High));
    }

    /// <summary>A broker that has just come back answers before it knows its topics: one that names none at all is asked again for a while.</summary>
    private List<TopicMetadata> Topics()
    {
        for (var began = Stopwatch.GetTimestamp(); ; Thread.Sleep(AskAgain))
        {
            var topics = _admin.GetMetadata(_settings.Wait).Topics;
            if (topics.Count > 0 || Stopwatch.GetElapsedTime(began) > Patience)
                return topics;
        }
    }

    private async Task<string?> AskIdAsync(TimeSpan patience)
    {
        var described = await _admin.DescribeTopicsAsync(TopicCollection.OfTopicNames([_settings.Topic]), new DescribeTopicsOptions { RequestTimeout = patience });
        return described.TopicDescriptions is [{ TopicId: { } id }] && (id.MostSignificantBits | id.LeastSignificantBits) != 0 ? id.ToString() : null;
    }
}
