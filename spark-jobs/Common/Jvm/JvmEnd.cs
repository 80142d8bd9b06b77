using System.Net.Sockets;

namespace Pipeline.Common.Jvm;

/// <summary>
/// Tells an error of a JVM that ends from one of the work, under Microsoft.Spark. A SIGTERM breaks the calls of a JVM that lives on until
/// its shutdown hooks are through; the stop comes with its end. The engines ask the JVM itself, and hand up a cancellation.
/// </summary>
public static class JvmEnd
{
    private const string WaitedFor = "Pipeline.WaitedForStop";

    /// <summary>More than a JVM takes for its shutdown hooks.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    /// <summary>More than it takes to notice that the JVM is gone. A database may have broken the connection as well, and is not to be waited for.</summary>
    private static readonly TimeSpan LongestDoubt = TimeSpan.FromSeconds(2);

    // What Spark says of calls that meet it at its end.
    private static readonly string[] Sayings =
    [
        "SparkContext was shut down", "SparkContext has been shutdown", "SparkContext is being stopped", "stopped SparkContext", "LiveListenerBus is stopped",
        "RpcEnv already stopped", "Could not find CoarseGrainedScheduler", "Shutdown hooks cannot be modified during shutdown",
    ];

    /// <summary>True when a failure counts as stopped: a stop was asked for, or comes with the end of the JVM that broke the call.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="stop">The stop; it is waited for when the JVM may be ending.</param>
    public static Task<bool> IsStopAsync(Exception error, CancellationToken stop) =>
        IsStopAsync(error, ParentWatch.IsSet(ParentWatch.BridgePort), LongestEnd, LongestDoubt, stop);

    internal static async Task<bool> IsStopAsync(Exception error, bool isBridged, TimeSpan longestEnd, TimeSpan longestDoubt, CancellationToken stop)
    {
        // The run asks, to record it, and then its host: one wait is enough.
        if (isBridged && !stop.IsCancellationRequested && !error.Data.Contains(WaitedFor) && LongestWait(error, longestEnd, longestDoubt) is { } patience)
        {
            error.Data[WaitedFor] = true;
            await Task.Delay(patience, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return stop.IsCancellationRequested;
    }

    private static TimeSpan? LongestWait(Exception? error, TimeSpan longestEnd, TimeSpan longestDoubt) => error switch
    {
        null => null,
        SocketException or IOException => longestDoubt,
        _ when JvmTrace.Find(error) is { } trace => IsOfEnding(trace) ? longestEnd : null,
        _ => LongestWait(error.InnerException, longestEnd, longestDoubt),
    };

    private static bool IsOfEnding(string trace) =>
        JvmTrace.Causes(trace).Count == 0 || Array.Exists(Sayings, saying => trace.Contains(saying, StringComparison.Ordinal));
}
