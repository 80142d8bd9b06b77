using Pipeline.Spark.Sql.Connect;

namespace Pipeline.Engines.Tests.Connect;

public sealed class HeartbeatTests
{
    [Fact]
    public void It_beats_again_and_again_until_it_is_disposed_of()
    {
        using var twice = new CountdownEvent(2);
        using var heartbeat = new Heartbeat(TimeSpan.FromMilliseconds(10), () => _ = twice.CurrentCount > 0 && twice.Signal());

        twice.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken).ShouldBeTrue();
    }
}
