using Pipeline.Cli.History;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Report;

/// <summary>All that the pages show.</summary>
/// <param name="Made">When it was read, UTC.</param>
/// <param name="Runs">The latest attempts of each job with what they left, newest first.</param>
/// <param name="LastEnded">Of each job, or of each topic that the events job reads, the last attempt that is over, ended or killed.</param>
/// <param name="LastDone">Likewise the last that was done, however long ago.</param>
/// <param name="Tables">Each table as the last run of a job left it that published all of it.</param>
/// <param name="Unread">Jobs whose runs could not be read.</param>
/// <param name="Shop">The marts' pictures.</param>
/// <param name="Events">The events' pictures.</param>
internal sealed record ReportData(
    DateTime Made,
    IReadOnlyList<RunProof> Runs,
    IReadOnlyList<RecordedRun> LastEnded,
    IReadOnlyList<RecordedRun> LastDone,
    IReadOnlyList<(string Job, RecordedTable Table)> Tables,
    IReadOnlyList<UnreadJob> Unread,
    ShopPictures Shop,
    EventFigures Events)
{
    /// <summary>Reads both databases; what one of them refuses is left out and said.</summary>
    /// <param name="servers">Where they are.</param>
    /// <param name="limit">Attempts of each job: one that runs every five minutes must not push out one that runs every night.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="PipelineException">No job's runs can be read.</exception>
    public static async Task<ReportData> ReadAsync(ShopServers servers, int limit, CancellationToken cancellation)
    {
        var history = new RunHistory(servers, cancellation);
        List<RunProof> latest = [];
        List<RecordedRun> ended = [];
        List<RecordedRun> done = [];
        List<(string, RecordedTable)> tables = [];
        List<UnreadJob> unread = [];
        PipelineException? first = null;
        foreach (var job in RunHistory.Jobs)
        {
            try
            {
                if (await history.UnseenAsync(job) is { } reason)
                {
                    unread.Add(new(job, reason));
                    continue;
                }

                var runs = await history.ProofsAsync(await history.LatestAsync(job, limit));
                var last = await history.LastAsync(job, done: false);
                var lastDone = await history.LastAsync(job, done: true);
                tables.AddRange((await history.NewestTablesAsync(job)).Select(table => (job, table)));
                done.AddRange(lastDone);
                ended.AddRange(last);
                latest.AddRange(runs);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested && ServerErrors.Explain(error) is { } known)
            {
                unread.Add(new(job, known.Message, IsPassing: true));
                first ??= known;
            }
        }

        if (first is not null && unread.Count == RunHistory.Jobs.Count)
            throw first;

        return new ReportData(
            DateTime.UtcNow,
            [.. latest.OrderByDescending(proof => proof.Run.Began)],
            ended,
            done,
            tables,
            unread,
            servers.HasMySql ? await ShopPictures.ReadAsync(servers.MySql, cancellation) : new(new([]), new([])),
            await EventFigures.ReadAsync(servers.Postgres(ShopRoles.Events), cancellation));
    }
}
