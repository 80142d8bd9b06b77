using Pipeline.Spark.Sql.Embedded;

namespace Pipeline.Engines.Tests.Plan;

public sealed class PartitionRunnerTests
{
    [Fact]
    public void Every_partition_runs_once_and_no_more_than_allowed_at_a_time()
    {
        var ran = new int[20];
        var atOnce = 0;
        var most = 0;

        PartitionRunner.Run(
            20,
            3,
            (partition, stop) =>
            {
                stop.ThrowIfCancellationRequested();
                var now = Interlocked.Increment(ref atOnce);
                lock (ran)
                    most = Math.Max(most, now);
                Thread.Sleep(2);
                _ = Interlocked.Increment(ref ran[partition]);
                _ = Interlocked.Decrement(ref atOnce);
            },
            TestContext.Current.CancellationToken);

        ran.ShouldAllBe(times => times == 1);
        most.ShouldBeInRange(1, 3);
    }

    [Fact]
    public void The_first_error_is_thrown_and_not_the_cancellations_it_causes()
    {
        static void Work(int partition, CancellationToken stop)
        {
            if (partition == 1)
                throw new InvalidDataException("the cause");
            _ = stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
            stop.ThrowIfCancellationRequested();
        }

        Should.Throw<InvalidDataException>(() => PartitionRunner.Run(2, 2, Work, TestContext.Current.CancellationToken)).Message.ShouldBe("the cause");
    }

    [Fact]
    public void The_first_error_is_thrown_and_not_what_interrupting_the_others_throws()
    {
        static void Work(int partition, CancellationToken stop)
        {
            _ = stop.Register(() => throw new ObjectDisposedException("connection"));
            throw new InvalidDataException("the cause");
        }

        Should.Throw<InvalidDataException>(() => PartitionRunner.Run(2, 2, Work, TestContext.Current.CancellationToken)).Message.ShouldBe("the cause");
    }

    [Fact]
    public void A_stop_from_outside_is_a_cancellation()
    {
        using var stop = new CancellationTokenSource();

        Should.Throw<OperationCanceledException>(() => PartitionRunner.Run(2, 2, (_, _) => stop.Cancel(), stop.Token));
    }
}
