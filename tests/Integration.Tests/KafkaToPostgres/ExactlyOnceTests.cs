using Confluent.Kafka;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.KafkaToPostgres;

public sealed class ExactlyOnceTests(TestServers servers)
{
    private const string SmallKinds =
        "NotJson,TruncatedJson,JsonArray,JsonScalar,MissingField,MistypedField,UnknownEventType,EscapedNul,RawNul,LoneSurrogate,InvalidUtf8,EmptyValue,NullValue,NumberBeyondRange,ImpossibleDate";

    [Fact]
    public async Task Every_message_is_an_event_or_rejected_and_a_second_run_finds_nothing_new()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(6000, "--bad-every", "20", "--bad-kinds", SmallKinds);

        await place.RunWellAsync();
        var second = await place.RunWellAsync();

        second.Output.ShouldContain("nothing new");
        (await place.CountAsync("kafka_events_rejected")).ShouldBe(300);
        (await place.NumberAsync("select count(*) from kafka_events_rejected where value is null")).ShouldBe(20);
        await place.ShouldHoldEachOnceAsync(6000);
    }

    [Fact]
    public async Task A_run_in_small_bites_ends_where_one_big_run_does()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(3000);

        for (var stored = 1000; stored <= 3000; stored += 1000)
        {
            await place.RunWellAsync("--max-offsets", "1000");
            (await place.CountAsync("kafka_events")).ShouldBe(stored);
        }

        await place.ShouldHoldEachOnceAsync(3000);
    }

    [Fact]
    public async Task Events_sent_again_are_kept_and_marked()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(2000);
        await place.RunWellAsync();

        await place.SendAsync(2000);
        await place.RunWellAsync();

        (await place.NumberAsync("select count(*) from kafka_events where is_duplicate")).ShouldBe(2000);
        (await place.NumberAsync("select sum(duplicates)::bigint from pipeline_run_partitions")).ShouldBe(2000);
        await place.ShouldHoldEachOnceAsync(4000);
    }

    [Theory]
    [InlineData("""{"n":1e200000}""")]
    [InlineData("""{"n":1.5},"x":[DEEP]""")]
    [InlineData(""" "{'page': '/x'}" """)]
    [InlineData(""" "{\"page\":" """)]
    public async Task What_only_PostgreSQL_refuses_is_rejected_with_its_words_and_kept_as_it_came(string properties)
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        var deep = properties.Replace("DEEP", new string('[', 100_000) + new string(']', 100_000), StringComparison.Ordinal);
        var message =
            $$"""{"event_id":"64bb9808-25bd-8fb1-b11d-c347f5009005","user_id":1,"event_type":"login","session_id":"08b64e8c-678e-8b38-a9be-e1605b423dec","occurred_at":"2026-01-01T00:00:00Z","properties":{{deep}}}""";
        await place.SendAsync(100);
        await place.SendAsync(message, new Headers { { "source", [1, 2] } });

        await place.RunWellAsync();

        (await place.Postgres.ScalarAsync("select reason from kafka_events_rejected"))!.ToString()!.ShouldStartWith("properties cannot be stored:");
        (await place.Postgres.ScalarAsync("select convert_from(value, 'UTF8') from kafka_events_rejected")).ShouldBe(message);
        (await place.NumberAsync("select count(*) from kafka_events_rejected where headers::text like '%source%'")).ShouldBe(1);
        await place.ShouldHoldEachOnceAsync(101);
    }

    [Fact]
    public async Task Properties_in_a_text_become_the_JSON_it_holds_whatever_its_numbers()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        foreach (var (number, price) in new[] { "20", "19.99" }.Index())
        {
            await place.SendAsync(
                $$"""{"event_id":"64bb9808-25bd-8fb1-b11d-c347f500900{{number}}","user_id":1,"event_type":"login","session_id":"08b64e8c-678e-8b38-a9be-e1605b423dec","occurred_at":"2026-01-01T00:00:00Z","properties":"{\"price\": {{price}}}"}""");
        }

        await place.RunWellAsync();

        (await place.Postgres.ScalarAsync("select string_agg(properties ->> 'price', ' ' order by event_id) from kafka_events")).ShouldBe("20 19.99");
    }

    [Fact]
    public async Task A_rejected_message_keeps_its_headers_and_can_be_judged_again()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync("no event", new Headers { { "source", [1, 2] } });
        await place.SendAsync(10);
        await place.RunWellAsync();
        (await place.Postgres.ScalarAsync("select headers::text from kafka_events_rejected"))!.ToString()!.ShouldContain("source");

        await place.Postgres.ExecuteAsync(
            """
            update kafka_events_rejected
            set value = convert_to('{"event_id":"00000000-0000-8000-8000-000000000001","user_id":1,"event_type":"login","session_id":"08b64e8c-678e-8b38-a9be-e1605b423dec","occurred_at":"2026-01-01T00:00:00Z"}', 'UTF8')
            """);
        var result = await place.RunWellAsync("--replay-rejected");

        result.Output.ShouldContain("1 message that was rejected is an event by now; 0 stay rejected.");
        (await place.Postgres.ScalarAsync("select string_agg(split_part(engine, ', ', 2), '|' order by began) from pipeline_runs")).ShouldBe("|replay");
        await place.ShouldHoldEachOnceAsync(11);
    }

    [Fact]
    public async Task A_message_that_stands_among_the_events_too_is_rejected_no_more_when_it_is_judged_again()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(1000, "--bad-every", "100", "--bad-kinds", "NotJson");
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync(
            """
            insert into kafka_events_rejected (topic, partition, "offset", value, reason, received_at)
            select topic, partition, "offset", convert_to(json_build_object('event_id', event_id, 'user_id', user_id, 'event_type', event_type, 'session_id', session_id, 'occurred_at', '2026-01-01T00:00:00Z')::text, 'UTF8'), 'as events.sql was', received_at
            from kafka_events
            where partition = 1 and "offset" > 100
            """);
        (await place.RunAsync("--verify")).ShouldEnd(ExitCode.ProofFailed).Errors.ShouldContain("in both tables are 10");

        await place.RunWellAsync("--replay-rejected");

        (await place.CountAsync("kafka_events")).ShouldBe(990);
        await place.ShouldHoldEachOnceAsync(1000);
    }

    [Fact]
    public async Task Deleted_rows_are_named_by_verify_and_only_those()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(2000);
        await place.RunWellAsync();
        await place.Postgres.ExecuteAsync("""delete from kafka_events where partition = 1 and "offset" in (7, 8, 100)""");

        var result = (await place.RunAsync("--verify")).ShouldEnd(ExitCode.ProofFailed);

        result.Errors.ShouldContain("not whole in 1 of 4 partitions; partition 1: missing are 7-8, 100.");
    }

    [Fact]
    public async Task Kills_at_random_moments_lose_nothing_and_store_nothing_twice()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(40_000, "--bad-every", "100", "--bad-kinds", SmallKinds);

        for (var kill = 0; kill < 10; kill++)
        {
            await using var process = place.Start("--max-offsets", "4000", "--follow", "--interval", "0.1");
            await Task.Delay(random.Next(600, 2500), TestContext.Current.CancellationToken);
            process.Kill();
            await process.EndAsync();
        }
        await place.RunWhenFreeAsync();

        await place.ShouldHoldEachOnceAsync(40_000);
        (await place.NumberAsync("select count(*) from pipeline_runs where outcome = 'running'")).ShouldBe(0);
    }

    [Fact]
    public async Task Of_two_at_once_one_works_and_the_other_says_so()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(20_000);

        var both = await Task.WhenAll(place.RunAsync(), place.RunAsync());

        both.ShouldContain(result => result.ExitCode == ExitCode.Done);
        both.ShouldAllBe(result => result.ExitCode == ExitCode.Done || result.ExitCode == ExitCode.AttemptAtWork);
        await place.RunWhenFreeAsync();
        await place.ShouldHoldEachOnceAsync(20_000);
    }
}
