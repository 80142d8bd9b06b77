using System.Diagnostics;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Bench;

/// <summary>Sees from outside how long the C# processes of a run of a DAG live.</summary>
internal sealed class JobWatch(string run)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<int, (long First, long Last)> _seen = [];

    public double Seconds => _seen.Values.Sum(one => Stopwatch.GetElapsedTime(one.First, one.Last).TotalSeconds);

    /// <summary>Looks until it is told to stop.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var id in ProcessTree.Ids().Where(IsJob))
            {
                var now = Stopwatch.GetTimestamp();
                _seen[id] = (_seen.TryGetValue(id, out var seen) ? seen.First : now, now);
            }

            await Task.Delay(LookEvery, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsJob(int id) => ProcessTree.CommandLine(id) is var line
        && line.StartsWith("dotnet ", StringComparison.Ordinal) && line.Contains(run, StringComparison.Ordinal);
}
