using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.KafkaToPostgres;

public sealed class FollowTests(TestServers servers)
{
    [Fact]
    public async Task It_stores_what_comes_later_and_a_stop_between_passes_is_an_ordinary_end()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(500);
        await using var following = place.Start("--follow", "--interval", "0.2");
        await place.UntilStoredAsync(500, following);
        await place.SendAsync(700, "--skip", "500");
        await place.UntilStoredAsync(1200, following);
        await UntilPassIsOverAsync(place);

        LibC.Signal(following.Id, LibC.Terminate);

        (await following.EndAsync()).ShouldEnd(ExitCode.Done).Errors.ShouldBeEmpty();
        (await place.Postgres.ScalarAsync("select outcome from pipeline_runs")).ShouldBe("done");
        await place.ShouldHoldEachOnceAsync(1200);
    }

    [Fact]
    public async Task It_lives_on_where_the_server_ends_idle_sessions()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.Postgres.ExecuteAsync($"alter role {ShopRoles.Events} in database {place.Postgres.Events.Database} set idle_session_timeout = '1s'");
        await place.SendAsync(500);
        await using var following = place.Start("--follow", "--interval", "3");
        await place.UntilStoredAsync(500, following);
        await place.SendAsync(700, "--skip", "500");
        await place.UntilStoredAsync(1200, following);
        await UntilPassIsOverAsync(place);

        LibC.Signal(following.Id, LibC.Terminate);

        (await following.EndAsync()).ShouldEnd(ExitCode.Done).Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_pass_keeps_the_passes_before_and_a_rerun_ends_the_work()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(60_000);
        await using var following = place.Start("--follow", "--interval", "0.2", "--max-offsets", "5000");
        await place.UntilStoredAsync(5000, following);

        LibC.Signal(following.Id, LibC.Terminate);
        var stopped = await following.EndAsync();

        stopped.ExitCode.ShouldBeOneOf(ExitCode.Terminated, ExitCode.Done);
        if (stopped.ExitCode == ExitCode.Terminated)
            stopped.Errors.ShouldContain("kafka-to-postgres was interrupted by SIGTERM; what it was at work on is not published.");
        (await place.CountAsync("kafka_events") % 5000).ShouldBe(0);
        await place.RunWhenFreeAsync();
        await place.ShouldHoldEachOnceAsync(60_000);
    }

    /// <summary>A pass drops its staging table last.</summary>
    private static Task UntilPassIsOverAsync(EventsPlace place) =>
        Waiting.UntilAsync(async () => await place.NumberAsync("select count(*) from pg_tables where schemaname = 'events_staging'") == 0);
}
