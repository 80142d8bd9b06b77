using System.Diagnostics;

namespace Pipeline.Events.Internal;

/// <summary>Holds a stream to so many messages a second, in small steps; without a rate it holds nothing.</summary>
internal sealed class Pace(double? rate)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>How long to wait before the message with this number, which is nothing for most of them.</summary>
    public TimeSpan Before(long message)
    {
        if (rate is not { } perSecond)
            return TimeSpan.Zero;
        if (perSecond is 0)
            return Longest;

        var ahead = TimeSpan.FromSeconds(message / perSecond) - Stopwatch.GetElapsedTime(_began);
        return ahead < TimeSpan.FromMilliseconds(1) ? TimeSpan.Zero
            : ahead < Longest ? ahead
            : Longest;
    }
}
