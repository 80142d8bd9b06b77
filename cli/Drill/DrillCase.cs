using System.Diagnostics;
using Pipeline.Cli.Drill.Faults;
using Pipeline.Cli.Drill.Jobs;
using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>One fault strikes one job: what a reader sees meanwhile, how long until the job is well again, and what is wrong then.</summary>
internal sealed class DrillCase(DrillServers servers, DrilledJob job, IFault fault, CancellationToken cancellation)
{
    private const int MostKindsShown = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs it.</summary>
    /// <param name="round">Which round, for the record.</param>
    /// <param name="random">The choices of this case.</param>
    /// <param name="usual">How long the job takes undisturbed.</param>
    public async Task<CellResult> RunAsync(int round, Random random, TimeSpan usual)
    {
        await job.ChangeAsync(cancellation);
        var before = await AskAsync();
        await using var reader = new Reader(job.OpenTargetAsync, job.Question, servers.Outages);
        reader.Start();
        var disturbance = await fault.StrikeAsync(new Strike(job, servers, usual * random.NextDouble(), random, cancellation));
        List<string> troubles = [.. disturbance.Ends.Where(end => !end.IsDecent).Select(end => $"struck, it ended with {end}")];
        if (disturbance.Complaint is { } complaint)
            troubles.Add(complaint);
        var recovered = await RecoverAsync(disturbance, troubles);
        var damage = await job.CompareAsync(cancellation);
        var after = await AskAsync();
        var wrong = await reader.StopAsync(before, after);
        troubles.AddRange(wrong.OrderByDescending(kind => kind.Value).Take(MostKindsShown).Select(kind => $"a reader, {kind.Value:N0} times: {kind.Key}"));
        troubles.AddRange((await job.LeftoversAsync(cancellation)).Select(leftover => $"left behind: {leftover}"));
        if (string.Equals(before, after, StringComparison.Ordinal))
            troubles.Add($"the run published nothing new: still {after}");
        return new()
        {
            Fault = fault.Name,
            Job = job.Name,
            Round = round,
            NotRun = disturbance.NotMade,
            Hit = disturbance.Hit,
            RowsLost = damage.Lost,
            RowsDoubled = damage.Doubled,
            ReaderErrors = wrong.Values.Sum(),
            ReadsExcused = reader.Excused,
            Reads = reader.Reads,
            SecondsToRecover = Math.Round(Stopwatch.GetElapsedTime(disturbance.At, recovered).TotalSeconds, 3),
            Troubles = troubles,
            Remark = disturbance.Remark,
        };
    }

    /// <summary>Runs the job again until it ends well, as a scheduler would: after each end that a fault may cause, for a while.</summary>
    /// <returns>When it was well: the end of the struck attempt where that ended well, else of the rerun.</returns>
    private async Task<long> RecoverAsync(Disturbance disturbance, List<string> troubles)
    {
        var wellAlready = disturbance.Ends.Where(end => end.Code == ExitCode.Done && end.At >= disturbance.At).Select(end => (long?)end.At).Min();
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            await using var attempt = job.Start();
            var end = await attempt.EndAsync(cancellation);
            if (end.Code == ExitCode.Done)
                return wellAlready ?? end.At;
            if (!end.IsDecent || Stopwatch.GetElapsedTime(began) > Patience)
            {
                troubles.Add($"the rerun ended with {end}");
                return end.At;
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    private async Task<string> AskAsync()
    {
        await using var connection = await job.OpenTargetAsync(cancellation);
        return await Reader.AskAsync(connection, job.Question, cancellation) ?? "nothing";
    }
}
