using Pipeline.Common;
using Pipeline.Integration.Tests.Kafka;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.KafkaToPostgres;

[Trait("needs", "java, maven")]
public sealed class RealBrokerTests(TestServers servers, NativeKafkaFixture fixture) : IClassFixture<NativeKafkaFixture>
{
    [Fact]
    public async Task Messages_of_every_kind_big_ones_too_are_stored_once_and_a_topic_of_another_identity_is_refused()
    {
        var kafka = await fixture.StartAsync();
        await using var place = new EventsPlace(await servers.CreatePostgresAsync(), kafka.BootstrapServers);
        await place.SendAsync(8000, "--bad-every", "40");

        await place.RunWellAsync();

        (await place.CountAsync("kafka_events_rejected")).ShouldBe(200);
        (await place.NumberAsync("select count(*) from kafka_events_rejected where reason like 'properties is too long%' and length(value) > 1000000")).ShouldBeGreaterThan(0);
        (await place.NumberAsync("select count(*) from kafka_offsets where topic_id is not null")).ShouldBe(4);
        await place.ShouldHoldEachOnceAsync(8000);

        await place.Postgres.ExecuteAsync("update kafka_offsets set topic_id = 'that of the topic before'");
        var result = (await place.RunAsync()).ShouldEnd(ExitCode.DataRefused);
        result.Errors.ShouldContain("my_topic was deleted and made anew since the last run");
        (await place.CountAsync("kafka_events")).ShouldBe(7800);
    }
}
