using Confluent.Kafka;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Spark.Internal;
using Pipeline.Integration.Tests.Kafka;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>Spark keeps what its consumers have read ahead for later readers of the same group and partition: that must not fill an executor, which would die and be replaced.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed class KeptMessagesTests(TestSpark spark, TestServers servers, NativeKafkaFixture kafka) : IClassFixture<NativeKafkaFixture>
{
    private const int Bytes = 50_000;

    // Packed, a message is little to send and to fetch; unpacked, a partition of some hundred is a good part of an executor's heap.
    private const int RepeatedAfter = 2500;

    [Fact]
    public async Task Ten_passes_of_one_run_leave_an_executor_its_memory()
    {
        const int messages = 2000;
        const int messagesOfPass = 200;
        await using var source = await servers.CreatePostgresAsync();
        await using var scenario = await OpenAsync(source, "kept_by_passes", partitions: 2, messages: 4000);
        await using var following = scenario.StartEvents("--follow", "--interval", "0.1", "--max-offsets", $"{messagesOfPass}");

        await Waiting.UntilAsync(following, async () => await scenario.Events.ScalarAsync("select count(*) from kafka_events_rejected") is >= (long)messages);

        LibC.Signal(following.Id, LibC.Terminate);
        await following.EndAsync();
        (await ExecutorsOfLastApplicationAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Thirty_partitions_of_one_pass_leave_an_executor_its_memory()
    {
        const int messages = 12_000;
        await using var source = await servers.CreatePostgresAsync();
        await using var scenario = await OpenAsync(source, "kept_by_partitions", partitions: 30, messages);

        await Scenario.RunWellAsync(() => scenario.StartEvents());

        (await scenario.Events.ScalarAsync("select count(*) from kafka_events_rejected")).ShouldBe((long)messages);
        (await ExecutorsOfLastApplicationAsync()).ShouldBe(1);
    }

    private async Task<Scenario> OpenAsync(TestPostgres source, string topic, int partitions, int messages)
    {
        var started = await kafka.StartAsync();
        await Topics.MakeAsync(started.BootstrapServers, topic, partitions);
        await SendAsync(started.BootstrapServers, topic, partitions, messages);
        return await Scenario.OpenAsync(Engine.Spark, spark, servers, source, started.BootstrapServers, topic);
    }

    private static async Task SendAsync(string broker, string topic, int partitions, int messages)
    {
        using var producer = new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = broker, CompressionType = CompressionType.Zstd, LingerMs = 50, BatchSize = 1_000_000 }).Build();
        var noise = new byte[RepeatedAfter];
        var value = new byte[Bytes];
        List<Task> sent = [];
        for (var number = 0; number < messages; number++)
        {
            new Random(number).NextBytes(noise);
            for (var i = 0; i < Bytes; i++)
                value[i] = (byte)('a' + noise[i % RepeatedAfter] % 26);
            sent.Add(producer.ProduceAsync(new TopicPartition(topic, number % partitions), new Message<Null, byte[]> { Value = [.. value] }, TestContext.Current.CancellationToken));
        }
        await Task.WhenAll(sent);
    }

    /// <summary>A worker gives each executor a folder, by its number.</summary>
    private async Task<int> ExecutorsOfLastApplicationAsync()
    {
        var work = new ClusterFolder((await spark.ClusterAsync()).Folder).Work;
        return Directory.GetDirectories(Directory.GetDirectories(work, "app-*").Order(StringComparer.Ordinal).Last()).Length;
    }
}
