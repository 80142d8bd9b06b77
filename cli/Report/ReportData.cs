using Pipeline.Cli.Demo;
using Pipeline.Cli.History;
using Pipeline.Cli.Servers;

namespace Pipeline.Cli.Report;

/// <summary>All that the pages show.</summary>
/// <param name="Made">When it was read, UTC.</param>
/// <param name="Runs">The latest attempts of each job with what they left, newest first.</param>
/// <param name="LastDone">Of each job the last attempt that was done, however long ago.</param>
/// <param name="Shop">The marts' figures.</param>
/// <param name="Events">The events' figures.</param>
internal sealed record ReportData(DateTime Made, IReadOnlyList<RunProof> Runs, IReadOnlyList<RunProof> LastDone, ShopFigures Shop, EventFigures Events)
{
    /// <summary>Reads both databases.</summary>
    /// <param name="servers">Where they are.</param>
    /// <param name="limit">Attempts of each job: one that runs every five minutes must not push out one that runs every night.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<ReportData> ReadAsync(ShopServers servers, int limit, CancellationToken cancellation)
    {
        var history = new RunHistory(servers, cancellation);
        List<RecordedRun> latest = [];
        foreach (var job in RunHistory.Jobs)
            latest.AddRange(await history.LatestAsync(job, limit));
        var events = await history.SeesEventsAsync()
            ? await EventFigures.ReadAsync(servers.Postgres(ShopRoles.Events), cancellation)
            : new EventFigures([], []);
        return new ReportData(
            DateTime.UtcNow,
            await history.ProofsAsync([.. latest.OrderByDescending(run => run.Began)]),
            await history.ProofsAsync(await history.LastDoneAsync()),
            await ShopFigures.ReadAsync(servers.MySql, cancellation),
            events);
    }
}
