using Pipeline.Common;
using Pipeline.Events.Internal;

namespace Pipeline.Events.Tests;

public sealed class EventRunTests
{
    [Fact]
    public void A_rate_of_0_is_an_endless_run_whose_first_message_never_comes()
    {
        var run = EventRun.From(Options(rate: 0, count: null), TimeProvider.System);

        (run.Rate, run.Count).ShouldBe((0, null));
        new Pace(run.Rate).Before(0).ShouldBe(TimeSpan.FromSeconds(1));
        new EventStream(run.Stream).Next().Sequence.ShouldBe(0);
    }

    [Fact]
    public void A_count_is_never_reached_at_a_rate_of_0()
    {
        var refused = Should.Throw<PipelineException>(() => EventRun.From(Options(rate: 0, count: 5), TimeProvider.System));

        refused.Code.ShouldBe(ExitCode.Usage);
        refused.Message.ShouldBe("--rate is 0.");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_rate_below_0_is_refused(double rate) => Should.Throw<PipelineException>(() => EventRun.From(Options(rate, count: null), TimeProvider.System));

    private static EventGeneratorOptions Options(double rate, long? count) => new()
    {
        Topic = "my_topic",
        Folder = ".pipeline",
        Partitions = 4,
        Users = 1000,
        Products = 200,
        Wait = 60,
        Rate = rate,
        Count = count,
    };
}
