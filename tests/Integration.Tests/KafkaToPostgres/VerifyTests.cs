using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.KafkaToPostgres;

/// <summary>What <c>verify events</c> sees of the tables and of the broker, and how it ends.</summary>
public sealed class VerifyTests(TestServers servers)
{
    [Fact]
    public async Task Messages_that_are_still_to_be_read_are_named_and_are_no_difference()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(1000, "--bad-every", "10", "--bad-kinds", "NotJson");
        await place.RunWellAsync();
        await place.SendAsync(500, "--skip", "1000");

        var result = (await place.RunAsync("--verify")).ShouldEnd(ExitCode.Done);

        result.Output.ShouldContain("my_topic: whole; the tables were held against the broker at 127.0.0.1:");
        result.Output.ShouldContain("which has 500 offsets that are still to be read.");
        (await place.RunAsync("--verify", "--json")).ShouldEnd(ExitCode.Done).Output.ShouldContain("\"to_read\": 500,");
    }

    [Fact]
    public async Task A_broker_that_is_away_proves_nothing_and_without_one_the_tables_are_verified_alone()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(100);
        await place.RunWellAsync();

        var away = (await place.RunWithAsync("127.0.0.1:1", "--verify", "--wait", "2")).ShouldEnd(ExitCode.CannotConnect);
        var alone = (await place.RunWithAsync("", "--verify")).ShouldEnd(ExitCode.Done);
        var json = (await place.RunWithAsync("", "--verify", "--json")).ShouldEnd(ExitCode.Done);

        away.Errors.ShouldContain("No Kafka broker answered at 127.0.0.1:1 within 2 s");
        alone.Output.ShouldContain("my_topic: whole; the tables alone were verified: KAFKA_BOOTSTRAP_SERVERS is not set");
        json.Output.ShouldContain("\"to_read\": null,");
    }

    /// <summary>As after a demo, whose topic has a name of its own; but rows of my_topic that vanished are not covered up by another topic.</summary>
    [Fact]
    public async Task The_only_topic_that_was_ever_read_needs_no_name()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(100);
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync("update kafka_offsets set topic = 'only'; update kafka_events set topic = 'only'");

        (await place.RunWithAsync("", "--verify")).ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain("Nothing of my_topic is stored");

        await place.Postgres.ExecuteAsync("update pipeline_run_partitions set topic = 'only'");
        var result = (await place.RunWithAsync("", "--verify")).ShouldEnd(ExitCode.Done);
        result.Output.ShouldContain("my_topic was never read; the only topic that was is only.");
        result.Output.ShouldContain("only: whole; the tables alone were verified");
    }

    [Fact]
    public async Task Where_no_topic_is_named_those_that_were_not_compared_are()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(10);
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync("insert into kafka_offsets (topic, partition, first_offset, next_offset) values ('other', 0, 0, 5)");

        var unnamed = (await place.RunWithAsync("", "--verify")).ShouldEnd(ExitCode.Done);
        var named = (await place.RunWithAsync("", "--verify", "--topic", "my_topic")).ShouldEnd(ExitCode.Done);

        unnamed.Output.ShouldContain("Not compared: topic other; name it with --topic other");
        named.Output.ShouldNotContain("Not compared");
    }

    [Fact]
    public async Task Rows_that_no_run_recorded_are_a_difference()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(100);
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync(
            """
            insert into kafka_events_rejected (topic, partition, "offset", reason, received_at)
            values ('my_topic', 1, 999999, 'stray', now()), ('my_topic', 9, 0, 'stray', now()), ('my_topic', 9, 1, 'stray', now())
            """);

        var result = (await place.RunAsync("--verify")).ShouldEnd(ExitCode.ProofFailed);

        result.Errors.ShouldContain("not whole in 2 of 5 partitions; partition 1: rows that no run recorded are 999999.");
        result.Errors.ShouldContain("delete from kafka_events where topic = 'my_topic' and partition = 1");
        result.Output.ShouldContain("rows that no run recorded are 0-1");
        result.Output.ShouldContain("my_topic: not whole");
    }

    [Fact]
    public async Task Offsets_beyond_the_end_of_the_broker_are_a_difference_and_a_topic_that_is_gone_is_named()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(100);
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync("update kafka_offsets set next_offset = next_offset + 1000 where partition = 2");

        (await place.RunAsync("--verify")).ShouldEnd(ExitCode.ProofFailed).Errors.ShouldContain("partition 2: it is stored up to offset 10");

        await place.Postgres.ExecuteAsync("update kafka_offsets set topic = 'gone'; update kafka_events set topic = 'gone'");
        (await place.RunWithAsync(place.Environment["KAFKA_BOOTSTRAP_SERVERS"], "--topic", "gone", "--verify"))
            .ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain("has no topic gone; it has my_topic.");
    }

    [Fact]
    public async Task Gaps_of_the_topic_that_was_there_before_excuse_no_loss()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(1000);
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync(
            """
            insert into pipeline_run_partitions
            select run_id, attempt, 0, topic, partition, begin_offset, end_offset, messages, events, duplicates, rejected, '{[50,56)}', lag, stored_at - interval '1 day'
            from pipeline_run_partitions;

            update pipeline_run_partitions set gaps = '{[20,21)}' where pass = 1 and partition = 1;
            delete from kafka_events where partition = 1 and ("offset" between 50 and 55 or "offset" = 20)
            """);

        var result = (await place.RunAsync("--verify")).ShouldEnd(ExitCode.ProofFailed);

        result.Output.ShouldContain("no message at 20; missing are 50-55");
        result.Errors.ShouldContain("update kafka_offsets set next_offset = 50 where topic = 'my_topic' and partition = 1");
    }
}
