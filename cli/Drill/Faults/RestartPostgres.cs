using Pipeline.Cli.Drill.Jobs;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>PostgreSQL crashes and starts again.</summary>
internal sealed class RestartPostgres : IFault
{
    public string Name => "restart-postgres";

    public string? WhyNot(DrilledJob job, DrillServers servers) => job.UsesPostgres ? null : "does not use PostgreSQL";

    public Task<Disturbance> StrikeAsync(Strike strike) => strike.AfterDelayAsync(_ => strike.Servers.CrashPostgresAsync(strike.Cancellation));
}
