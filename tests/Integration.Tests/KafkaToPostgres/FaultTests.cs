using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;
using Pipeline.KafkaToPostgres.Target;

namespace Pipeline.Integration.Tests.KafkaToPostgres;

public sealed class FaultTests(TestServers servers)
{
    [Fact]
    public async Task Headers_with_a_character_that_json_in_the_database_lacks_are_kept_with_another()
    {
        await using var postgres = await servers.CreatePostgresAsync();

        var kept = await postgres.ScalarAsync($$"""select {{EventInsert.Headers}} ->> 0 from (values ('["a\u0000\u0000b\\u0000c\\\u0000"]')) as s (headers)""");

        kept.ShouldBe("a\uFFFD\uFFFDb\\u0000c\\\uFFFD");
    }

    [Fact]
    public async Task A_broker_that_is_away_is_named_within_the_time_given()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);

        var result = (await place.RunWithAsync("127.0.0.1:1", "--wait", "2")).ShouldEnd(ExitCode.CannotConnect);

        result.Errors.ShouldContain("No Kafka broker answered at 127.0.0.1:1 within 2 s");
    }

    [Fact]
    public async Task A_broker_that_names_no_topic_yet_is_asked_again()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await using var process = place.Start();
        await Waiting.UntilAsync(process, async () => await place.CountAsync("pipeline_runs") > 0);

        await place.SendAsync(10);

        (await process.EndAsync()).ShouldEnd(ExitCode.Done);
    }

    [Fact]
    public async Task A_topic_that_is_not_there_is_named_beside_those_that_are()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(10);

        var result = (await place.RunOtherAsync("other")).ShouldEnd(ExitCode.DataRefused);

        result.Errors.ShouldContain("has no topic other; it has my_topic.");
    }

    /// <summary>So answers a broker that has just come back; whoever retries finds the topics there.</summary>
    [Fact]
    public async Task A_broker_that_names_no_topic_at_all_is_no_fault_of_the_data()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);

        var result = (await place.RunAsync("--wait", "1")).ShouldEnd(ExitCode.CannotConnect);

        result.Errors.ShouldContain("names no topic at all, asked for 1 s: it is still starting, or it is empty.");
    }

    [Fact]
    public async Task Expired_offsets_stop_the_job_until_their_loss_is_accepted_and_then_are_a_known_gap()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(100);
        await place.RunWellAsync();
        await place.SendAsync(120_000, "--compression", "None", "--allow-loss", "--skip", "100");

        var unread = (await place.RunAsync("--verify")).ShouldEnd(ExitCode.ProofFailed);
        var refused = (await place.RunAsync()).ShouldEnd(ExitCode.DataRefused);
        var accepted = await place.RunWellAsync("--accept-loss");

        unread.Errors.ShouldContain("messages) expired before they were read");
        unread.Errors.ShouldContain("--accept-loss");
        refused.Errors.ShouldContain("expired before they were read");
        accepted.Output.ShouldContain("are given up (--accept-loss)");
        (await place.RunAsync("--verify")).ShouldEnd(ExitCode.Done).Output.ShouldContain("no message at");
    }

    [Fact]
    public async Task A_topic_that_ends_below_what_is_stored_is_not_read()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(100);
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync("update kafka_offsets set next_offset = next_offset + 1000000 where partition = 2");

        var result = (await place.RunAsync()).ShouldEnd(ExitCode.DataRefused);

        result.Errors.ShouldContain("partition 2 ends at offset");
        (await place.CountAsync("kafka_events")).ShouldBe(100);
    }

    [Fact]
    public async Task Offsets_set_back_by_hand_are_read_again_and_change_nothing()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(1000, "--bad-every", "10", "--bad-kinds", "NotJson");
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync("update kafka_offsets set next_offset = 0; delete from kafka_offsets where partition = 3");

        var result = await place.RunWellAsync();

        result.Output.ShouldContain("Partition 3 of my_topic is new");
        await place.ShouldHoldEachOnceAsync(1000);
    }

    /// <summary>As after events.sql was mended: what was rejected is an event now, and the gap below it is filled as verify advises.</summary>
    [Fact]
    public async Task A_message_that_was_rejected_and_is_an_event_when_it_is_read_again_stands_in_one_table()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(400, "--bad-every", "10", "--bad-kinds", "NotJson");
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync(
            """
            with moved as (delete from kafka_events where partition = 1 and "offset" > 40 returning *)
            insert into kafka_events_rejected (topic, partition, "offset", reason, received_at)
            select topic, partition, "offset", 'as events.sql was', received_at from moved;

            delete from kafka_events where partition = 1 and "offset" between 10 and 15;
            delete from kafka_events_rejected where partition = 1 and "offset" between 10 and 15
            """);
        (await place.RunAsync("--verify")).ShouldEnd(ExitCode.ProofFailed).Errors.ShouldContain("update kafka_offsets set next_offset = 10 where topic = 'my_topic' and partition = 1");

        await place.Postgres.ExecuteAsync("update kafka_offsets set next_offset = 10 where topic = 'my_topic' and partition = 1");
        await place.RunWellAsync();

        (await place.CountAsync("kafka_events")).ShouldBe(360);
        await place.ShouldHoldEachOnceAsync(400);
    }

    [Fact]
    public async Task An_attempt_is_recorded_once()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(10);
        string[] attempt = ["--run-id", "mine", "--attempt", "2"];
        await place.RunWellAsync(attempt);

        (await place.RunAsync(attempt)).ShouldEnd(ExitCode.Usage).Errors.ShouldContain("pipeline_runs has an attempt 2 of the run mine already.");

        (await place.Postgres.ScalarAsync("select outcome from pipeline_runs where run_id = 'mine'")).ShouldBe("done");
    }

    [Fact]
    public async Task What_a_run_of_another_user_left_is_named_and_holds_nothing_up()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(100);
        await place.Postgres.ExecuteAsync(
            """
            do $$
            declare
                prefix text := 'events_staging.stg_' || left(encode(sha256('my_topic'), 'hex'), 8);
            begin
                execute 'create table ' || prefix || '_other_0 (a integer)';
                execute 'create table ' || prefix || '_own_0 (a integer)';
                execute 'alter table ' || prefix || '_own_0 owner to events_writer';
            end
            $$
            """);

        var result = await place.RunWellAsync();

        result.Output.ShouldMatch(@"Note: (events_staging\.stg_[0-9a-f]{8}_other_0) was left by a run as \w+, and this user may not drop it; it holds nothing up\. To free its room, as \w+: `drop table \1`\.");
        (await place.CountAsync("kafka_events")).ShouldBe(100);
        (await place.NumberAsync("select count(*) from pg_tables where schemaname = 'events_staging'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_database_without_the_tables_says_which_script_makes_them()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(10);
        await place.Postgres.ExecuteAsync("drop table pipeline_run_partitions, pipeline_runs");

        var result = (await place.RunAsync()).ShouldEnd(ExitCode.CannotConnect);

        result.Errors.ShouldContain("db/init_postgres.sql");
    }

    /// <summary>The embedded broker fails at that question, as one in trouble does. Its topic may be another one under the old name.</summary>
    [Fact]
    public async Task A_topic_whose_identity_is_known_is_not_read_from_a_broker_that_fails_to_tell_it()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(10);
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync("update kafka_offsets set topic_id = 'known'");
        await place.SendAsync(10, "--skip", "10");

        (await place.RunAsync("--wait", "2")).ShouldEnd(ExitCode.CannotConnect).Errors.ShouldContain(" does not say whether its my_topic is the topic that is stored: ");
        (await place.RunAsync("--verify", "--wait", "2")).ShouldEnd(ExitCode.CannotConnect);

        (await place.CountAsync("kafka_events")).ShouldBe(10);
    }
}
