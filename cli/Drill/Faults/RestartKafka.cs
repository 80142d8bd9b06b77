using Pipeline.Cli.Drill.Jobs;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>The broker is killed and starts again on its data.</summary>
internal sealed class RestartKafka : IFault
{
    public string Name => "restart-kafka";

    public string? WhyNot(DrilledJob job, DrillServers servers) =>
        !job.UsesKafka ? "does not use Kafka" : servers.Broker.WhyNoCrash is { Length: > 0 } reason ? reason : null;

    public Task<Disturbance> StrikeAsync(Strike strike) => strike.AfterDelayAsync(_ => strike.Servers.Broker.CrashAsync(strike.Cancellation));
}
