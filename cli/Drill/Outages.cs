using System.Diagnostics;

namespace Pipeline.Cli.Drill;

/// <summary>When a server was away because the drill itself restarted it, or had filled its disk.</summary>
internal sealed class Outages
{
    private readonly Lock _lock = new();
    private readonly List<(long From, long To)> _all = [];

    /// <summary>Does what takes a server away, and returns when it is back.</summary>
    public async Task DuringAsync(Func<Task> restart)
    {
        var from = Stopwatch.GetTimestamp();
        try
        {
            await restart();
        }
        finally
        {
            SinceThen(from);
        }
    }

    /// <summary>Notes that a server was away since a moment, and is back now.</summary>
    public void SinceThen(long from)
    {
        lock (_lock)
            _all.Add((from, Stopwatch.GetTimestamp()));
    }

    /// <summary>True when a connection of that time may have been broken by an outage. Ask when it is over.</summary>
    public bool Concern(long opened, long broken)
    {
        lock (_lock)
            return _all.Exists(outage => outage.From <= broken && opened <= outage.To);
    }
}
