using Confluent.Kafka;
using Pipeline.Cli.Brokers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Kafka;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.KafkaToPostgres;

[Trait("needs", "java, maven")]
public sealed class RealBrokerTests(TestServers servers, NativeKafkaFixture fixture) : IClassFixture<NativeKafkaFixture>
{
    [Fact]
    public async Task Messages_of_every_kind_big_ones_too_are_stored_once_and_a_topic_made_anew_is_recognised()
    {
        var kafka = await fixture.StartAsync();
        await using var place = new EventsPlace(await servers.CreatePostgresAsync(), kafka.BootstrapServers);
        await place.SendAsync(8000, "--bad-every", "40");

        await place.RunWellAsync();

        (await place.CountAsync("kafka_events_rejected")).ShouldBe(200);
        (await place.NumberAsync("select count(*) from kafka_events_rejected where reason like 'properties is too long%' and length(value) > 1000000")).ShouldBeGreaterThan(0);
        (await place.NumberAsync("select count(*) from kafka_offsets where topic_id is not null")).ShouldBe(4);
        await place.ShouldHoldEachOnceAsync(8000);

        await RecreateAsync(kafka);
        await place.SendAsync(100);
        var result = (await place.RunAsync()).ShouldEnd(ExitCode.DataRefused);
        result.Errors.ShouldContain("my_topic was deleted and made anew since the last run");
        (await place.CountAsync("kafka_events")).ShouldBe(7800);
    }

    /// <summary>Deletes the topic and makes it anew; the broker takes its time for both, and more on a busy machine.</summary>
    private static async Task RecreateAsync(NativeKafka kafka)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = kafka.BootstrapServers }).Build();
        await admin.DeleteTopicsAsync([EventsPlace.Topic]);
        while (Find(admin) is not null)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        await kafka.CreateTopicAsync(EventsPlace.Topic, 4);
        while (Find(admin) is not { Partitions: { Count: 4 } partitions } || partitions.Exists(partition => partition.Leader < 0))
            await Task.Delay(100, TestContext.Current.CancellationToken);
    }

    private static TopicMetadata? Find(IAdminClient admin) =>
        admin.GetMetadata(TimeSpan.FromSeconds(30)).Topics.Find(topic => topic.Topic == EventsPlace.Topic);
}
