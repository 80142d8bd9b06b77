using System.Diagnostics;
using Pipeline.Cli.Drill.Jobs;
using Pipeline.Cli.Servers;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>
/// The disk under the target's database is full to the last byte until the job has ended. A server that gives up because of it is started
/// again, as its supervisor would when there is room.
/// </summary>
internal sealed class FillDisk : IFault
{
    public string Name => "fill-disk";

    public string? WhyNot(DrilledJob job, DrillServers servers) => DiskOf(job, servers) is null ? servers.Disks.Reason : null;

    public async Task<Disturbance> StrikeAsync(Strike strike)
    {
        var disk = DiskOf(strike.Job, strike.Servers)!;
        PrivateServer server = strike.Job.PublishesInMySql ? strike.Servers.MySql : strike.Servers.Postgres;
        var filled = 0L;
        Disturbance disturbance;
        try
        {
            disturbance = await strike.AfterDelayAsync(_ =>
            {
                filled = Stopwatch.GetTimestamp();
                disk.Fill();
                return Task.CompletedTask;
            });
        }
        finally
        {
            disk.Free();
        }

        return disturbance with { Remark = await strike.Servers.ReviveAsync(server, filled, strike.Cancellation) };
    }

    private static DrillDisk? DiskOf(DrilledJob job, DrillServers servers) => job.PublishesInMySql ? servers.Disks.MySql : servers.Disks.Postgres;
}
