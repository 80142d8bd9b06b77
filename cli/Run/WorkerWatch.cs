using Pipeline.Cli.Spark;

namespace Pipeline.Cli.Run;

/// <summary>Says once that a cluster has lost its last worker: an application waits for another one, and Spark says nothing of it.</summary>
internal sealed class WorkerWatch(SparkCluster cluster, TextWriter errors)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Looks from time to time, until it is stopped.</summary>
    public async Task RunAsync(string job, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, stop);
                if (await cluster.StatusAsync(stop) is not { } status || status.AliveWorkers.Any())
                    continue;
                await errors.WriteLineAsync(
                    $"warning: {cluster.Ports!.MasterUrl} has no worker left, and {job} waits for one. Type in another window: ./pipeline spark up   (or end this with Ctrl-C)");
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended.
        }
    }
}
