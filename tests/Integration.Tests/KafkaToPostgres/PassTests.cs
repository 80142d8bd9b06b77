using System.Text.Json;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.KafkaToPostgres;

/// <summary>A run that has more to read than one transaction stores.</summary>
public sealed class PassTests(TestServers servers)
{
    private static readonly string[] Small = ["--pass-size", "1000"];

    [Fact]
    public async Task A_backlog_is_stored_in_passes_that_one_run_records_and_adds_up()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(3500, "--bad-every", "10", "--bad-kinds", "NotJson");

        var result = await place.RunWellAsync([.. Small, "--from", "earliest", "--json"]);

        var said = JsonDocument.Parse(result.Output).RootElement;
        said.GetProperty("messages").GetInt64().ShouldBe(3500);
        said.GetProperty("partitions").EnumerateArray().Sum(partition => partition.GetProperty("rejected").GetInt64()).ShouldBe(350);
        said.GetProperty("partitions").EnumerateArray().Sum(partition => partition.GetProperty("lag").GetInt64()).ShouldBe(0);
        result.Errors.ShouldNotContain("--from holds for the first run only");
        (await place.Postgres.ScalarAsync(
            "select string_agg(messages::text, ' ' order by pass) from (select pass, sum(messages) as messages from pipeline_run_partitions group by pass) as p")).ShouldBe("1000 1000 1000 500");
        (await place.Postgres.ScalarAsync(
            "select string_agg(outcome, ' ') from pipeline_runs")).ShouldBe("done");
        (await place.NumberAsync("select sum(log_end_offset - next_offset)::bigint from kafka_offsets")).ShouldBe(0);
        await place.ShouldHoldEachOnceAsync(3500);
    }

    [Fact]
    public async Task The_most_that_a_run_may_read_holds_for_all_of_its_passes()
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(5000);

        await place.RunWellAsync([.. Small, "--max-offsets", "2500"]);

        (await place.CountAsync("kafka_events")).ShouldBe(2500);
        (await place.NumberAsync("select max(pass)::bigint from pipeline_run_partitions")).ShouldBe(3);
        await place.RunWellAsync(Small);
        await place.ShouldHoldEachOnceAsync(5000);
    }

    [Theory]
    [InlineData(LibC.Terminate)]
    [InlineData(null)]
    public async Task A_run_that_is_stopped_or_killed_keeps_the_passes_before_and_a_rerun_ends_the_work(int? signal)
    {
        await using var place = await EventsPlace.EmbeddedAsync(servers);
        await place.SendAsync(60_000);
        await using var process = place.Start(Small);
        await place.UntilStoredAsync(1000, process);

        if (signal is { } number)
            LibC.Signal(process.Id, number);
        else
            process.Kill();
        var ended = await process.EndAsync();

        var kept = await place.CountAsync("kafka_events");
        kept.ShouldBeInRange(1000, 59_000);
        (kept % 1000).ShouldBe(0);
        if (signal is not null)
        {
            ended.ShouldEnd(ExitCode.Terminated).Output.ShouldContain($"my_topic: what was stored before stays: {kept:N0} messages in ");
            (await place.Postgres.ScalarAsync("select concat(outcome, ' ', exit_code) from pipeline_runs")).ShouldBe("failed 143");
        }
        await place.RunWhenFreeAsync();
        await place.ShouldHoldEachOnceAsync(60_000);
    }
}
