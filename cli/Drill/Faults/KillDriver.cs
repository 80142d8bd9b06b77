using Pipeline.Cli.Drill.Jobs;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>The job's process ends at once (SIGKILL); on Spark its JVM too.</summary>
internal sealed class KillDriver : IFault
{
    public string Name => "kill-driver";

    public string? WhyNot(DrilledJob job, DrillServers servers) => null;

    public Task<Disturbance> StrikeAsync(Strike strike) => strike.AfterDelayAsync(attempt =>
    {
        attempt.Kill();
        return Task.CompletedTask;
    });
}
