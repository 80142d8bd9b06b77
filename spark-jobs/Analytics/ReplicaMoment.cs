using MySqlConnector;
using Pipeline.Analytics.Definitions;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>Which moment of the shop the replicas are of, and which a mart, as the run tables say.</summary>
internal static class ReplicaMoment
{
    /// <summary>The source's snapshot that the last replication read; null when none is recorded.</summary>
    public static Task<string?> OfReplicasAsync(MySqlConnection connection, CancellationToken cancellation) => connection.ScalarAsync<string>(
        "select source_snapshot from pipeline_runs where job = 'replication' and outcome = 'done' order by ended desc limit 1", cancellation);

    /// <summary>
    /// Why a mart, or the days asked for, cannot be compared with the replicas: it was made of other ones. Null where it was made of these,
    /// and was checked against them then. The caller holds the replicas, so that the answer stays true.
    /// </summary>
    public static async Task<string?> OtherAsync(MySqlConnection connection, Mart mart, DayRange? asked, CancellationToken cancellation)
    {
        var writes = await connection.QueryAsync(
            """
            select tables_of.note, runs.source_snapshot
            from pipeline_run_tables as tables_of
            join pipeline_runs as runs on runs.run_id = tables_of.run_id and runs.attempt = tables_of.attempt
            where runs.job = 'analytics' and runs.outcome = 'done' and tables_of.target_name = @p0
            order by runs.ended desc
            """,
            row => new MartWrite(MartNote.DaysOf(row.IsDBNull(0) ? "" : row.GetString(0)), row.IsDBNull(1) ? null : row.GetString(1)),
            cancellation,
            mart.Name);
        return Other(writes, asked, await OfReplicasAsync(connection, cancellation));
    }

    /// <summary>The same, of what is recorded.</summary>
    /// <param name="writes">Who wrote the mart, the last first.</param>
    /// <param name="asked">The days asked for, or null for the mart whole.</param>
    /// <param name="replicas">The snapshot that the replicas are of.</param>
    internal static string? Other(IEnumerable<MartWrite> writes, DayRange? asked, string? replicas)
    {
        HashSet<string> moments = new(StringComparer.Ordinal);
        foreach (var write in writes.Where(write => write.Touches(asked)))
        {
            moments.Add(write.Snapshot ?? "");
            if (!write.Covers(asked))
                continue;
            return moments.SetEquals([replicas ?? ""]) ? null
                : moments.Count > 1 ? "its days were built of replicas of different moments"
                : "it was built of replicas of another moment";
        }
        return moments.Count > 0 ? "only some of its days have been built" : "no run of analytics is recorded that built it";
    }
}
