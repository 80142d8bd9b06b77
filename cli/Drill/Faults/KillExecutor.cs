using Pipeline.Cli.Drill.Jobs;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>The JVM that works for the application on the worker ends at once.</summary>
internal sealed class KillExecutor : IFault
{
    private const string Executor = "CoarseGrainedExecutorBackend";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public string Name => "kill-executor";

    public string? WhyNot(DrilledJob job, DrillServers servers) => servers.Spark is null ? "needs --on spark" : null;

    /// <summary>The delay begins again with the first executor: before it there is none to kill.</summary>
    public async Task<Disturbance> StrikeAsync(Strike strike)
    {
        await using var attempt = strike.Job.Start();
        while (attempt.IsAtWork && ExecutorsOf(strike.Servers).Count == 0)
            await Task.Delay(Pause, strike.Cancellation);
        await Task.Delay(strike.Delay / 2, strike.Cancellation);
        var executors = ExecutorsOf(strike.Servers);
        var struck = TimeProvider.System.GetTimestamp();
        executors.ForEach(id => LibC.Signal(id, LibC.Kill));
        return new(struck, executors.Count > 0 && attempt.IsAtWork, [await attempt.EndAsync(strike.Cancellation)]);
    }

    /// <summary>Those that the cluster's worker started.</summary>
    private static List<int> ExecutorsOf(DrillServers servers) =>
        [.. ProcessTree.Ids().Where(id => ProcessTree.CommandLine(id).Contains(Executor, StringComparison.Ordinal) && ProcessTree.Parent(id) == servers.Spark!.WorkerProcess)];
}
