using Pipeline.Spark.Sql.Internal;

namespace Pipeline.Engines.Tests.Plan;

public sealed class RunningWorkTests
{
    [Fact]
    public void A_stop_closes_what_was_used_whatever_an_interruption_throws()
    {
        var closed = 0;
        var work = new RunningWork(() => closed++);
        using var broken = work.Token.Register(() => throw new ObjectDisposedException("connection"));

        work.Stop();

        closed.ShouldBe(1);
    }
}
