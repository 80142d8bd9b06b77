using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.KafkaToPostgres;

/// <summary>The script that forgets old events, and what verification says of those that stay.</summary>
public sealed class ForgottenEventsTests(TestServers servers)
{
    [Fact]
    public async Task Old_ranges_go_and_the_rest_is_whole()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(400, "--bad-every", "10", "--bad-kinds", "NotJson");
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync("update pipeline_run_partitions set stored_at = now() - interval '2 years'");
        await place.SendAsync(300, "--skip", "400");
        await place.RunWellAsync();

        await ForgetAsync(place);
        await ForgetAsync(place);

        (await StoredAsync(place)).ShouldBe(300);
        (await place.RunAsync("--verify")).ShouldEnd(ExitCode.Done).Output.ShouldContain("my_topic: whole;");
        await place.SendAsync(100, "--skip", "700");
        await place.RunWellAsync();
        (await place.RunAsync("--verify")).ShouldEnd(ExitCode.Done);
        (await StoredAsync(place)).ShouldBe(400);
    }

    [Fact]
    public async Task The_last_range_stays_however_old()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(100);
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync("update pipeline_run_partitions set stored_at = now() - interval '2 years'");

        await ForgetAsync(place);

        (await StoredAsync(place)).ShouldBe(100);
    }

    private static async Task ForgetAsync(EventsPlace place) =>
        await place.Postgres.ExecuteAsync(await ShopSchema.ScriptAsync("forget_events_postgres.sql", TestContext.Current.CancellationToken));

    private static async Task<long> StoredAsync(EventsPlace place) =>
        await place.CountAsync("kafka_events") + await place.CountAsync("kafka_events_rejected");
}
