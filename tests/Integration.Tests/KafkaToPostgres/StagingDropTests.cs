using Npgsql;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.KafkaToPostgres;

/// <summary>A dump of the database reads the staging table for hours, and what is published is published nevertheless.</summary>
public sealed class StagingDropTests(TestServers servers)
{
    [Fact]
    public async Task A_staging_table_that_a_dump_reads_is_left_to_the_next_run()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(1000);
        await using (var dump = await OpenAsync(place))
        {
            await using var run = await StartWithStagingHeldAsync(place, dump);

            (await run.EndAsync()).ShouldEnd(ExitCode.Done);

            (await place.NumberAsync("select count(*) from pg_tables where schemaname = 'events_staging'")).ShouldBe(1);
        }

        await place.RunWellAsync();

        await place.ShouldHoldEachOnceAsync(1000);
    }

    [Fact]
    public async Task A_connection_that_is_lost_while_it_is_dropped_fails_no_run_that_is_published()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(1000);
        await using (var dump = await OpenAsync(place))
        {
            await using var run = await StartWithStagingHeldAsync(place, dump);
            await Waiting.UntilAsync(run, async () => await place.NumberAsync(
                "select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'drop table%') as ended") > 0);

            (await run.EndAsync()).ShouldEnd(ExitCode.Done);

            (await place.Postgres.ScalarAsync("select outcome from pipeline_runs")).ShouldBe("done");
        }

        await place.RunWellAsync();

        await place.ShouldHoldEachOnceAsync(1000);
    }

    private static Task<NpgsqlConnection> OpenAsync(EventsPlace place) =>
        PostgresConnections.OpenAsync(place.Postgres.Superuser, "pipeline tests", TestContext.Current.CancellationToken);

    /// <summary>Starts a run, which may publish only when its staging table is locked as a dump locks it, until that connection ends.</summary>
    private static async Task<JobProcess> StartWithStagingHeldAsync(EventsPlace place, NpgsqlConnection dump)
    {
        await using var brake = await OpenAsync(place);
        await brake.ExecuteAsync("begin; lock table kafka_offsets in share mode", TestContext.Current.CancellationToken);
        var run = place.Start();
        string? staging = null;
        await Waiting.UntilAsync(run, async () =>
            (staging = (string?)await place.Postgres.ScalarAsync("select min(format('events_staging.%I', tablename)) from pg_tables where schemaname = 'events_staging'")) is not null);
        await dump.ExecuteAsync($"begin; lock table {staging} in access share mode", TestContext.Current.CancellationToken);
        return run;
    }
}
