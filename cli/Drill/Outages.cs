using System.Diagnostics;

namespace Pipeline.Cli.Drill;

/// <summary>When a server is away because the drill itself restarts it.</summary>
internal sealed class Outages
{
    private readonly Lock _lock = new();
    private int _now;
    private long _lastEnd;

    /// <summary>Does what takes a server away, and returns when it is back.</summary>
    public async Task DuringAsync(Func<Task> restart)
    {
        lock (_lock)
            _now++;
        try
        {
            await restart();
        }
        finally
        {
            lock (_lock)
            {
                _now--;
                _lastEnd = Stopwatch.GetTimestamp();
            }
        }
    }

    /// <summary>True when a connection begun at that moment may be broken by a restart: one goes on, or ended since.</summary>
    public bool Concern(long begun)
    {
        lock (_lock)
            return _now > 0 || _lastEnd >= begun;
    }
}
