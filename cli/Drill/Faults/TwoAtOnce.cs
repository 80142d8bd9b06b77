using Pipeline.Cli.Drill.Jobs;
using Pipeline.Common;

namespace Pipeline.Cli.Drill.Faults;

/// <summary>Two attempts at once: one does the work, the other gives way (75) or comes after it.</summary>
internal sealed class TwoAtOnce : IFault
{
    private static readonly TimeSpan Farthest = TimeSpan.FromMilliseconds(150);

    public string Name => "two-at-once";

    public string? WhyNot(DrilledJob job, DrillServers servers) => null;

    public async Task<Disturbance> StrikeAsync(Strike strike)
    {
        await using var first = strike.Job.Start();
        await Task.Delay(Farthest * strike.Random.NextDouble(), strike.Cancellation);
        var struck = TimeProvider.System.GetTimestamp();
        await using var second = strike.Job.Start();
        AttemptEnd[] ends = [await first.EndAsync(strike.Cancellation), await second.EndAsync(strike.Cancellation)];
        var asExpected = ends.All(end => end.Code is ExitCode.Done or ExitCode.AttemptAtWork) && ends.Any(end => end.Code == ExitCode.Done);
        return new(struck, Hit: true, ends) { Complaint = asExpected ? null : $"of two at once one ended with {ends[0]}, the other with {ends[1]}" };
    }
}
