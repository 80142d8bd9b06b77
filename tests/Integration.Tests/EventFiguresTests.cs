using Pipeline.Cli.Report;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests;

/// <summary>The events' pictures of the report.</summary>
public sealed class EventFiguresTests(TestServers servers)
{
    private const string AMonthOfEvents = """
        insert into kafka_events (topic, partition, "offset", event_id, user_id, event_type, session_id, occurred_at, received_at)
        select 'my_topic', 0, n, gen_random_uuid(), 1, 'login', 's', at, at
        from generate_series(0, 43199) as n, lateral (select timestamptz '2026-03-01 00:00Z' + n * interval '1 minute' as at) as t;
        insert into kafka_offsets (topic, partition, first_offset, next_offset, log_end_offset) values ('my_topic', 0, 0, 43200, 43207), ('empty', 0, 0, 0, 0);
        """;

    [Fact]
    public async Task Minutes_are_those_before_the_newest_event_and_a_clock_that_is_ahead_hides_none()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await postgres.ExecuteAsync(AMonthOfEvents);
        await postgres.ExecuteAsync("""update kafka_events set occurred_at = occurred_at + interval '70 years' where "offset" % 2 = 0""");
        await postgres.ExecuteAsync("""delete from kafka_events where "offset" between 43000 and 43098 or "offset" > 43190""");

        var figures = await EventFigures.ReadAsync(postgres.Events, TestContext.Current.CancellationToken);

        figures.Minutes.Rows[^1].ShouldBe(new("2026-03-30 23:49", 1));
        figures.Minutes.Rows.Count.ShouldBe(30);
    }

    [Fact]
    public async Task Events_of_long_ago_are_not_read()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await postgres.ExecuteAsync(AMonthOfEvents);
        await postgres.ExecuteAsync("""delete from kafka_events where "offset" between 20 and 43189""");

        var figures = await EventFigures.ReadAsync(postgres.Events, TestContext.Current.CancellationToken);

        figures.Minutes.Rows.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_picture_that_takes_too_long_keeps_no_other_waiting()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await postgres.ExecuteAsync(AMonthOfEvents);
        await using var holder = await PostgresConnections.OpenAsync(postgres.Superuser, "pipeline tests", TestContext.Current.CancellationToken);
        await using var transaction = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await holder.ExecuteAsync("lock table kafka_events in access exclusive mode", TestContext.Current.CancellationToken);

        var figures = await EventFigures.ReadAsync(postgres.Events, TestContext.Current.CancellationToken);

        figures.Minutes.Missing.ShouldBe("canceling statement due to statement timeout");
        figures.Lag.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_read_says_why()
    {
        await using var postgres = await servers.CreatePostgresAsync();
        await postgres.ExecuteAsync(AMonthOfEvents);
        await postgres.ExecuteAsync("revoke select on kafka_events from events_writer");

        var figures = await EventFigures.ReadAsync(postgres.Events, TestContext.Current.CancellationToken);

        figures.Minutes.Missing.ShouldBe("permission denied for table kafka_events");
        figures.Lag.Rows.Count.ShouldBe(2);
    }
}
