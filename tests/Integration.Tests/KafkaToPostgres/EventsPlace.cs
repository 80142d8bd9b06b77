using Confluent.Kafka;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Events;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.KafkaToPostgres;

/// <summary>A broker and a database of one test, and the events job between them.</summary>
internal sealed class EventsPlace(TestPostgres postgres, string servers, IDisposable? broker = null, string topic = "my_topic") : IAsyncDisposable
{
    public TestPostgres Postgres => postgres;

    /// <summary>What the job finds in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => EnvironmentOf(servers);

    /// <summary>With an embedded broker of its own.</summary>
    public static async Task<EventsPlace> EmbeddedAsync(TestServers servers)
    {
        var broker = EmbeddedBroker.Start(Path.Combine(AppContext.BaseDirectory, $"broker-{Guid.CreateVersion7():N}"));
        return new EventsPlace(await servers.CreatePostgresAsync(), broker.BootstrapServers, broker);
    }

    /// <summary>Sends events of the generator.</summary>
    public async Task SendAsync(int count, params string[] more) =>
        (await EventGenerator.RunAsync(["--bootstrap-servers", servers, "--topic", topic, "--count", $"{count}", "--wait", "60", .. more])).ShouldBe(ExitCode.Done);

    /// <summary>Sends one message as it is.</summary>
    public async Task SendAsync(string value, Headers? headers = null)
    {
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = servers, MessageTimeoutMs = 20_000 }).Build();
        await producer.ProduceAsync(new TopicPartition(topic, 0), new Message<Null, string> { Value = value, Headers = headers }, TestContext.Current.CancellationToken);
    }

    public JobProcess Start(params string[] args) => JobProcess.Start(["run", "kafka-to-postgres", "--topic", topic, .. args], EnvironmentOf(servers));

    public async Task<JobResult> RunAsync(params string[] args)
    {
        await using var process = Start(args);
        return await process.EndAsync();
    }

    public Task<JobResult> RunOtherAsync(string other) => RunWithAsync(servers, "--topic", other);

    public async Task<JobResult> RunWithAsync(string otherServers, params string[] args)
    {
        await using var process = JobProcess.Start(["run", "kafka-to-postgres", .. args], EnvironmentOf(otherServers));
        return await process.EndAsync();
    }

    public async Task<JobResult> RunWellAsync(params string[] args) => (await RunAsync(args)).ShouldEnd(ExitCode.Done);

    /// <summary>Runs once the lock of another attempt is free.</summary>
    public Task<JobResult> RunWhenFreeAsync() => RunWellAsync(Waiting.ForTheLock);

    /// <summary>Every offset of the topic, by its end on the broker, is stored exactly once, and verify says so.</summary>
    public async Task ShouldHoldEachOnceAsync(long messages)
    {
        (await CountAsync("kafka_events") + await CountAsync("kafka_events_rejected")).ShouldBe(messages);
        (await NumberAsync("select sum(next_offset)::bigint from kafka_offsets")).ShouldBe(messages);
        (await RunAsync("--verify")).ShouldEnd(ExitCode.Done);
        (await NumberAsync("select count(*) from pg_tables where schemaname = 'events_staging'")).ShouldBe(0);
    }

    /// <summary>Waits until so many messages are stored by a process that is at work.</summary>
    public Task UntilStoredAsync(long messages, JobProcess process) =>
        Waiting.UntilAsync(process, async () => await CountAsync("kafka_events") + await CountAsync("kafka_events_rejected") >= messages);

    public Task<long> CountAsync(string table) => NumberAsync($"select count(*) from {table}");

    public async Task<long> NumberAsync(string sql) => (long)(await postgres.ScalarAsync(sql))!;

    public async ValueTask DisposeAsync()
    {
        broker?.Dispose();
        await postgres.DisposeAsync();
    }

    private Dictionary<string, string> EnvironmentOf(string bootstrapServers) => new(StringComparer.Ordinal)
    {
        ["POSTGRES_URL"] = postgres.Events.WithPassword(),
        ["MYSQL_URL"] = "",
        ["KAFKA_BOOTSTRAP_SERVERS"] = bootstrapServers,
    };
}
