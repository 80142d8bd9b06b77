using Pipeline.Cli.Drill.Jobs;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>MySQL crashes and starts again.</summary>
internal sealed class RestartMySql : IFault
{
    public string Name => "restart-mysql";

    public string? WhyNot(DrilledJob job, DrillServers servers) => job.UsesMySql ? null : "does not use MySQL";

    public Task<Disturbance> StrikeAsync(Strike strike) => strike.AfterDelayAsync(_ => strike.Servers.CrashMySqlAsync(strike.Cancellation));
}
