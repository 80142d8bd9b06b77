using Confluent.Kafka;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;
using Pipeline.Integration.Tests.Kafka;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>Spark keeps what its consumers have read ahead for later readers of the same group and partition: that must not fill an executor, which would die and be replaced.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed class KeptMessagesTests(TestSpark spark, TestServers servers, NativeKafkaFixture kafka)
{
    // Packed, a message is little to send and to fetch; unpacked, a partition of some hundred is a good part of an executor's heap. A key of an event is not stored.
    private const int BytesOfKey = 50_000;
    private const int RepeatedAfter = 2500;

    private static string Event =>
        $$"""{"event_id": "{{Guid.NewGuid()}}", "user_id": 1, "event_type": "login", "session_id": "{{Guid.NewGuid()}}", "occurred_at": "2026-01-31T12:00:00.000000Z"}""";

    [Fact]
    public async Task Ten_passes_of_one_run_leave_an_executor_its_memory()
    {
        const int messages = 2000;
        const int messagesOfPass = 200;
        await using var source = await servers.CreatePostgresAsync();
        await using var scenario = await OpenAsync(source, "kept_by_passes", partitions: 2, messages: 4000);
        await using var following = scenario.StartEvents("--follow", "--interval", "0.1", "--max-offsets", $"{messagesOfPass}");

        (await spark.ExecutorsUntilAsync(following, async () => await scenario.Events.ScalarAsync("select count(*) from kafka_events") is >= (long)messages)).ShouldBe(1);

        LibC.Signal(following.Id, LibC.Terminate);
        await following.EndAsync();
    }

    [Fact]
    public async Task Thirty_partitions_of_one_pass_leave_an_executor_its_memory()
    {
        const int messages = 12_000;
        await using var source = await servers.CreatePostgresAsync();
        await using var scenario = await OpenAsync(source, "kept_by_partitions", partitions: 30, messages);

        await using var run = scenario.StartEvents();

        (await spark.ExecutorsUntilAsync(run, async () => await scenario.Events.ScalarAsync("select count(*) from kafka_events") is (long)messages)).ShouldBe(1);
        (await run.EndAsync()).ShouldEnd(ExitCode.Done);
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
        using var producer = new ProducerBuilder<byte[], string>(new ProducerConfig { BootstrapServers = broker, CompressionType = CompressionType.Zstd, LingerMs = 50, BatchSize = 1_000_000 }).Build();
        var noise = new byte[RepeatedAfter];
        List<Task> sent = [];
        for (var number = 0; number < messages; number++)
        {
            new Random(number).NextBytes(noise);
            var message = new Message<byte[], string> { Key = [.. Enumerable.Repeat(noise, BytesOfKey / RepeatedAfter).SelectMany(part => part)], Value = Event };
            sent.Add(producer.ProduceAsync(new TopicPartition(topic, number % partitions), message, TestContext.Current.CancellationToken));
        }
        await Task.WhenAll(sent);
    }
}
