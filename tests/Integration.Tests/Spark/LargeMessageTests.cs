using Confluent.Kafka;
using Pipeline.Common;
using Pipeline.Integration.Tests.Kafka;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>An executor holds what a poll gave it, unpacked, in a heap of 640 MB: messages of the largest size must pass however well they pack.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed class LargeMessageTests(TestSpark spark, TestServers servers, NativeKafkaFixture kafka)
{
    private const int Bytes = 990_000;

    [Theory]
    [InlineData(CompressionType.None, Bytes, 100)]
    [InlineData(CompressionType.Zstd, 50_000, 400)]
    public async Task Messages_of_almost_a_megabyte_pass_through_an_executor(CompressionType compression, int repeatedAfter, int messages)
    {
        var topic = $"large_{compression}_{repeatedAfter}";
        var stored = $"select count(distinct (partition, \"offset\")) from kafka_events_rejected where length(value) = {Bytes}";
        var started = await kafka.StartAsync();
        await Topics.MakeAsync(started.BootstrapServers, topic, 2);
        await SendAsync(started.BootstrapServers, topic, compression, repeatedAfter, messages);
        await using var source = await servers.CreatePostgresAsync();
        await using var scenario = await Scenario.OpenAsync(Engine.Spark, spark, servers, source, started.BootstrapServers, topic);

        await using var run = scenario.StartEvents();

        (await spark.ExecutorsUntilAsync(run, async () => await scenario.Events.ScalarAsync(stored) is long count && count == messages)).ShouldBe(1);
        (await run.EndAsync()).ShouldEnd(ExitCode.Done);
    }

    private static async Task SendAsync(string broker, string topic, CompressionType compression, int repeatedAfter, int messages)
    {
        using var producer = new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = broker, CompressionType = compression, LingerMs = 5 }).Build();
        var noise = new byte[repeatedAfter];
        var sent = Enumerable.Range(0, messages).Select(number =>
        {
            new Random(number).NextBytes(noise);
            var value = new byte[Bytes];
            for (var i = 0; i < Bytes; i++)
                value[i] = (byte)('a' + noise[i % repeatedAfter] % 26);
            return producer.ProduceAsync(new TopicPartition(topic, number % 2), new Message<Null, byte[]> { Value = value }, TestContext.Current.CancellationToken);
        });
        await Task.WhenAll(sent);
    }
}
