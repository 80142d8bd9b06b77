using Grpc.Core;

namespace Pipeline.Spark.Sql.Connect;

/// <summary>How long a call is tried again when the server cannot be heard.</summary>
/// <param name="First">The first wait.</param>
/// <param name="Growth">How much longer each wait is than the one before.</param>
/// <param name="Longest">The longest single wait.</param>
/// <param name="Total">All waits together.</param>
internal sealed record RetryPolicy(TimeSpan First, double Growth, TimeSpan Longest, TimeSpan Total)
{
    /// <summary>A standing server may restart its network; a dead one is given up within half a minute.</summary>
    public static RetryPolicy Standing { get; } = new(TimeSpan.FromMilliseconds(100), 2, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));

    /// <summary>The JVM beside this process: when it does not answer, it is gone.</summary>
    public static RetryPolicy Beside { get; } = new(TimeSpan.FromMilliseconds(50), 2, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    /// <summary>The waits, in order.</summary>
    public IEnumerable<TimeSpan> Waits()
    {
        var spent = TimeSpan.Zero;
        for (var wait = First; spent + wait <= Total; wait = TimeSpan.FromTicks(Math.Min(Longest.Ticks, (long)(wait.Ticks * Growth))))
        {
            spent += wait;
            yield return wait;
        }
    }

    /// <summary>True when the connection failed and not the work: the same call may succeed later.</summary>
    public static bool IsTransient(RpcException error) => error.StatusCode switch
    {
        StatusCode.Unavailable => true,
        StatusCode.Internal => error.Status.DebugException is IOException or HttpRequestException
            || error.Status.Detail.Contains("INVALID_CURSOR.DISCONNECTED", StringComparison.Ordinal),
        // The time for a connection ran out; a call that was cancelled has no such cause.
        StatusCode.Cancelled => error.Status.DebugException?.InnerException is TimeoutException,
        _ => false,
    };
}
