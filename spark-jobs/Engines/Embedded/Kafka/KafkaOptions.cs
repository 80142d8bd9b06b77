using System.Globalization;
using Confluent.Kafka;
using Pipeline.Spark.Sql.Internal;

namespace Pipeline.Spark.Sql.Embedded.Kafka;

/// <summary>The options of format kafka, checked; none left over that could change the rows.</summary>
/// <param name="BootstrapServers">Where the brokers are.</param>
/// <param name="Topic">The topic read.</param>
/// <param name="Starting">The first offset of each partition.</param>
/// <param name="Ending">The offset behind the last of each partition.</param>
/// <param name="FailOnDataLoss">Whether offsets that are gone are an error.</param>
/// <param name="Isolation">Whether messages of transactions that were aborted are read, too.</param>
/// <param name="Patience">How long a broker may be silent.</param>
/// <param name="ClientId">The name that brokers see.</param>
internal sealed record KafkaOptions(
    string BootstrapServers, string Topic, KafkaOffsets Starting, KafkaOffsets Ending, bool FailOnDataLoss, IsolationLevel Isolation, TimeSpan Patience, string ClientId)
{
    private const string Format = "kafka";
    private const string PatienceKey = "kafka.default.api.timeout.ms";
    private const string HeadersKey = "includeHeaders";
    private const string IsolationKey = "kafka.isolation.level";

    private static readonly string[] Known =
        ["kafka.bootstrap.servers", "subscribe", "startingOffsets", "endingOffsets", "failOnDataLoss", HeadersKey, IsolationKey, PatienceKey];

    // These say how Spark works, not what comes out.
    private static readonly string[] Harmless =
    [
        "kafka.request.timeout.ms", "kafka.max.poll.records", "kafka.max.partition.fetch.bytes", "kafkaConsumer.pollTimeoutMs", "fetchOffset.numRetries", "groupIdPrefix",
    ];

    public static KafkaOptions From(SourceOptions options, string applicationName)
    {
        foreach (var (name, _) in options.All)
        {
            if (!Known.Concat(Harmless).Contains(name, StringComparer.OrdinalIgnoreCase))
                throw SparkEngineException.UnknownOption(Format, name, Known);
        }

        var topic = options.Require(Format, "subscribe").Trim();
        if (topic.Contains(',', StringComparison.Ordinal))
            throw SparkEngineException.BadOption("subscribe", $"names several topics: {topic}", "Read each topic by itself.");
        return new(
            options.Require(Format, "kafka.bootstrap.servers"),
            topic,
            KafkaOffsets.Parse("startingOffsets", options.Find("startingOffsets") ?? "earliest", topic),
            KafkaOffsets.Parse("endingOffsets", options.Find("endingOffsets") ?? "latest", topic),
            Flag(options, "failOnDataLoss", otherwise: true),
            IsolationOf(options),
            PatienceOf(options),
            applicationName);
    }

    public static bool IncludesHeaders(SourceOptions options) => Flag(options, HeadersKey, otherwise: false);

    /// <summary>The settings of a client that reads a partition without belonging to a group, in little memory.</summary>
    /// <param name="fields">What a message needs besides key and value, as librdkafka's binding names it.</param>
    public ConsumerConfig Consumer(string fields) => new()
    {
        BootstrapServers = BootstrapServers,
        ClientId = ClientId.Replace(' ', '-'),
        GroupId = "pipeline-embedded-engine",
        EnableAutoCommit = false,
        EnableAutoOffsetStore = false,
        EnablePartitionEof = true,
        AllowAutoCreateTopics = false,
        AutoOffsetReset = AutoOffsetReset.Error,
        IsolationLevel = Isolation,
        ConsumeResultFields = fields,
        QueuedMaxMessagesKbytes = 4 * 1024,
        MaxPartitionFetchBytes = 2 * 1024 * 1024,
        FetchWaitMaxMs = 50,

        // How long the client rests after its queue was full: its default of a second would be most of a large read.
        FetchQueueBackoffMs = 5,
        EnableMetricsPush = false,
        ReconnectBackoffMaxMs = 1000,
        SocketConnectionSetupTimeoutMs = (int)Math.Max(1000, Patience.TotalMilliseconds),
    };

    private static bool Flag(SourceOptions options, string name, bool otherwise) => options.Find(name) switch
    {
        null => otherwise,
        { } text when bool.TryParse(text, out var value) => value,
        { } text => throw SparkEngineException.BadOption(name, $"is {text}", "Set it to true or false."),
    };

    // Without it as Spark's consumer, which is the one for Java.
    private static IsolationLevel IsolationOf(SourceOptions options) => options.Find(IsolationKey) switch
    {
        null or "read_uncommitted" => IsolationLevel.ReadUncommitted,
        "read_committed" => IsolationLevel.ReadCommitted,
        { } text => throw SparkEngineException.BadOption(IsolationKey, $"is {text}", "Set it to read_committed or read_uncommitted."),
    };

    private static TimeSpan PatienceOf(SourceOptions options) => options.Find(PatienceKey) switch
    {
        null => TimeSpan.FromSeconds(60),
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0 =>
            TimeSpan.FromMilliseconds(milliseconds),
        { } text => throw SparkEngineException.BadOption(PatienceKey, $"is {text}", "Set it to a number of milliseconds."),
    };
}
