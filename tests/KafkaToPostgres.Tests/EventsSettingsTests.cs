using Pipeline.Common;

namespace Pipeline.KafkaToPostgres.Tests;

public sealed class EventsSettingsTests
{
    [Fact]
    public void Wrong_settings_are_named_with_what_to_write_instead()
    {
        var options = new (KafkaToPostgresOptions Options, string? Servers)[]
        {
            (new() { Topic = "my topic" }, "h:1"),
            (new() { MaxOffsets = 0 }, "h:1"),
            (new() { PassSize = 0 }, "h:1"),
            (new() { Interval = 5 }, "h:1"),
            (new() { Follow = true, Interval = -1 }, "h:1"),
            (new() { Wait = 0 }, "h:1"),
            (new() { From = "yesterday" }, "h:1"),
            (new() { From = "0:1,0:2" }, "h:1"),
            (new() { Follow = true, Verify = true }, "h:1"),
            (new(), null),
            (new(), "broker"),
        };

        var said = options.Select(pair =>
        {
            var error = Should.Throw<PipelineException>(() => EventsSettings.Of(pair.Options, _ => pair.Servers));
            error.Code.ShouldBe(ExitCode.Usage);
            return $"{error.Message}\n  {error.Remedy}";
        });

        Pipeline.Tests.Snapshot.Matches(string.Join('\n', said));
    }

    [Fact]
    public void Following_without_an_interval_looks_every_five_seconds()
    {
        EventsSettings.Of(new() { Follow = true }, _ => "h:1").Interval.ShouldBe(TimeSpan.FromSeconds(5));
        EventsSettings.Of(new(), _ => "h:1").Interval.ShouldBeNull();
    }

    [Fact]
    public void Verifying_needs_no_broker_and_asks_one_that_is_given()
    {
        EventsSettings.Of(new() { Verify = true }, _ => null).ShouldSatisfyAllConditions(s => s.Work.ShouldBe(EventsWork.Verify), s => s.Servers.ShouldBeEmpty());
        EventsSettings.Of(new() { Verify = true }, _ => "h:1").Servers.ShouldBe("h:1");
        EventsSettings.Of(new() { ReplayRejected = true }, _ => "h:1").Servers.ShouldBeEmpty();
    }
}
