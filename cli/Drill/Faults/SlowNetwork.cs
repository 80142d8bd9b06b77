using Pipeline.Cli.Drill.Jobs;
using Pipeline.Cli.Drill.Network;
using Pipeline.Common;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>Both databases are far away: each packet comes late, and few fit the line. The job must end well by itself.</summary>
internal sealed class SlowNetwork : IFault
{
    private const int BytesPerSecond = 2_000_000;

    public string Name => "slow-network";

    public string? WhyNot(DrilledJob job, DrillServers servers) => null;

    public async Task<Disturbance> StrikeAsync(Strike strike)
    {
        var latency = TimeSpan.FromMilliseconds(strike.Random.Next(2, 12));
        await using var postgres = TcpProxy.Start(strike.Servers.Postgres.Port, () => new SlowWire(latency, BytesPerSecond));
        await using var mySql = TcpProxy.Start(strike.Servers.MySql.Port, () => new SlowWire(latency, BytesPerSecond));
        var began = TimeProvider.System.GetTimestamp();
        await using var attempt = strike.Job.Start(postgres.Port, mySql.Port);
        var end = await attempt.EndAsync(strike.Cancellation);
        return new(began, Hit: true, [end]) { Complaint = end.Code == ExitCode.Done ? null : $"on a slow network it ended with {end}" };
    }
}
