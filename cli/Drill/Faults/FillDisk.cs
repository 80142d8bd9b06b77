using Pipeline.Cli.Drill.Jobs;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>The disk under the target's database is full to the last byte until the job has ended.</summary>
internal sealed class FillDisk : IFault
{
    public string Name => "fill-disk";

    public string? WhyNot(DrilledJob job, DrillServers servers) => DiskOf(job, servers) is null ? servers.Disks.Reason : null;

    public async Task<Disturbance> StrikeAsync(Strike strike)
    {
        var disk = DiskOf(strike.Job, strike.Servers)!;
        try
        {
            return await strike.AfterDelayAsync(_ =>
            {
                disk.Fill();
                return Task.CompletedTask;
            });
        }
        finally
        {
            disk.Free();
        }
    }

    private static DrillDisk? DiskOf(DrilledJob job, DrillServers servers) => job.PublishesInMySql ? servers.Disks.MySql : servers.Disks.Postgres;
}
