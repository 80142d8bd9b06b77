using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Common.Lineage;

namespace Pipeline.Common.Tests.Lineage;

public sealed class LineageSenderTests
{
    private readonly List<string> _warnings = [];

    [Fact]
    public async Task Events_are_posted_in_order_with_the_key()
    {
        await using var service = new LineageService(HttpStatusCode.Created);
        var sender = Sender(("OPENLINEAGE_URL", service.Url), ("OPENLINEAGE_API_KEY", "key-1"));

        for (var i = 0; i < 3; i++)
            sender.Send(new JsonObject { ["number"] = i });
        await sender.FlushAsync();

        service.Posts.ShouldBe(
        [
            """/api/v1/lineage Bearer key-1 application/json {"number":0}""",
            """/api/v1/lineage Bearer key-1 application/json {"number":1}""",
            """/api/v1/lineage Bearer key-1 application/json {"number":2}""",
        ]);
        _warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_that_refuses_is_told_once()
    {
        await using var service = new LineageService(HttpStatusCode.ServiceUnavailable);
        var sender = Sender(("OPENLINEAGE_URL", service.Url));

        sender.Send([]);
        sender.Send([]);
        await sender.FlushAsync();

        service.Posts.Count.ShouldBe(2);
        _warnings.ShouldBe([$"OpenLineage events do not reach {service.Url}: it answered 503. The run goes on without them."]);
    }

    [Fact]
    public async Task A_service_that_is_away_is_told_with_its_address()
    {
        var sender = Sender(("OPENLINEAGE_URL", "http://127.0.0.1:1"));

        sender.Send([]);
        await sender.FlushAsync();

        _warnings.ShouldHaveSingleItem().ShouldStartWith("OpenLineage events do not reach http://127.0.0.1:1: Connection refused");
    }

    [Fact]
    public async Task A_service_that_is_silent_costs_no_more_than_the_patience_at_the_end()
    {
        var sender = new LineageSender(Examples.Settings(), _warnings.Add, (_, _) => Task.Delay(Timeout.Infinite, CancellationToken.None)) { Patience = TimeSpan.FromMilliseconds(200) };

        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < 100; i++)
            sender.Send([]);
        var taken = Stopwatch.GetElapsedTime(began);
        await sender.FlushAsync().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken); // A hundred wait no longer than one.

        taken.ShouldBeLessThan(TimeSpan.FromSeconds(5), "sending does not wait");
        _warnings.ShouldBe(["OpenLineage events do not reach http://marquez:5000: no answer within 0.2 s. The run goes on without them."]);
    }

    [Fact]
    public async Task Runs_at_the_same_time_append_whole_lines_to_one_file()
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"lineage-{Guid.CreateVersion7():N}.jsonl");
        var sender = Enumerable.Range(0, 4).Select(_ => Sender(("OPENLINEAGE_URL", $"file://{file}"))).ToList();

        foreach (var number in Enumerable.Range(0, 80))
            sender[number % 4].Send(new JsonObject { ["number"] = number, ["text"] = new string('x', 20_000) });
        await Task.WhenAll(sender.Select(one => one.FlushAsync()));

        _warnings.ShouldBeEmpty();
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("number").GetInt32()).Order().ShouldBe(Enumerable.Range(0, 80));
        File.Delete(file);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_a_warning()
    {
        var sender = Sender(("OPENLINEAGE_URL", "file:///nowhere/lineage.jsonl"));

        sender.Send([]);
        await sender.FlushAsync();

        _warnings.ShouldHaveSingleItem().ShouldStartWith("OpenLineage events do not reach /nowhere/lineage.jsonl: Could not find a part of the path");
    }

    private LineageSender Sender(params (string Name, string Value)[] variables) => new(Examples.Settings(variables), _warnings.Add);
}
