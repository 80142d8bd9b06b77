using Pipeline.Cli.Drill.Jobs;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>One fault about to strike one job.</summary>
/// <param name="Job">The job.</param>
/// <param name="Servers">What it works on.</param>
/// <param name="Delay">How long after the job's start.</param>
/// <param name="Random">For whatever else the fault leaves to chance.</param>
/// <param name="Cancellation">Ends the drill.</param>
internal sealed record Strike(DrilledJob Job, DrillServers Servers, TimeSpan Delay, Random Random, CancellationToken Cancellation)
{
    /// <summary>The ordinary course: the job starts, and after the delay something happens, whatever the job does by then.</summary>
    public async Task<Disturbance> AfterDelayAsync(Func<Attempt, Task> happen)
    {
        await using var attempt = Job.Start();
        await Task.Delay(Delay, Cancellation);
        var wasAtWork = attempt.IsAtWork;
        var struck = TimeProvider.System.GetTimestamp();
        await happen(attempt);
        return new(struck, wasAtWork, [await attempt.EndAsync(Cancellation)]);
    }
}
