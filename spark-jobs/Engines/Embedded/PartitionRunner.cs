using System.Runtime.ExceptionServices;

namespace Pipeline.Spark.Sql.Embedded;

/// <summary>Runs partitions side by side, each on a thread of its own; the first error stops the others and is the one thrown.</summary>
internal static class PartitionRunner
{
    public static void Run(int partitions, int parallelism, Action<int, CancellationToken> work, CancellationToken stop)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ExceptionDispatchInfo? first = null;
        var next = -1;

        void RunSome()
        {
            while (!others.IsCancellationRequested && Interlocked.Increment(ref next) is var partition && partition < partitions)
            {
                try
                {
                    work(partition, others.Token);
                }
                catch (Exception error)
                {
                    _ = Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(error), null);
                    Interrupt(others);
                }
            }
        }

        var threads = new Thread[Math.Min(partitions, parallelism) is var count && count > 1 ? count - 1 : 0];
        for (var index = 0; index < threads.Length; index++)
        {
            threads[index] = new Thread(RunSome) { IsBackground = true, Name = $"partitions {index + 1}" };
            threads[index].Start();
        }
        RunSome();
        foreach (var thread in threads)
            thread.Join();

        stop.ThrowIfCancellationRequested();
        first?.Throw();
    }

    /// <summary>An error while the others are interrupted is not the one to be told.</summary>
    private static void Interrupt(CancellationTokenSource others)
    {
        try
        {
            others.Cancel();
        }
        catch (AggregateException)
        {
            // All of them were told, and end as they look at the token.
        }
    }
}
