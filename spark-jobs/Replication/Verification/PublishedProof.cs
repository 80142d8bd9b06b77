using MySqlConnector;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Verification;

/// <summary>What a run recorded of a replica.</summary>
internal sealed record PublishedProof(string Job, string RunId, string Outcome, DateTime Began, string Source, long Rows, string? Checksum)
{
    /// <summary>That of the last successful run.</summary>
    public static Task<PublishedProof?> LastAsync(MySqlConnection connection, string replica, CancellationToken cancellation) =>
        FirstAsync(connection, "r.job = @p1 and r.outcome = 'done' order by r.ended desc", cancellation, replica, ReplicationProgram.Job);

    /// <summary>That of the last successful run of any job: marts are published into the same database.</summary>
    public static Task<PublishedProof?> LastOfAnyJobAsync(MySqlConnection connection, string table, CancellationToken cancellation) =>
        FirstAsync(connection, "r.outcome = 'done' order by r.ended desc", cancellation, table);

    /// <summary>True where any attempt has recorded the table, even one that was cut off: it may have published right before.</summary>
    public static async Task<bool> IsRecordedAsync(MySqlConnection connection, string table, CancellationToken cancellation) =>
        await connection.ScalarAsync<long>("select exists (select 1 from pipeline_run_tables where target_name = @p0)", cancellation, table) != 0;

    /// <summary>False for a target that was never set up: no run has left a proof there.</summary>
    public static async Task<bool> CanExistAsync(MySqlConnection connection, CancellationToken cancellation) =>
        await StagingTables.ExistsAsync(connection, "pipeline_runs", cancellation) && await StagingTables.ExistsAsync(connection, "pipeline_run_tables", cancellation);

    /// <summary>That of the last attempt since which was not recorded as done. It may have published all the same: killed, or cut off, right after that.</summary>
    public static Task<PublishedProof?> UnendedAsync(MySqlConnection connection, string replica, PublishedProof since, CancellationToken cancellation) =>
        FirstAsync(
            connection,
            "r.job = @p1 and r.outcome <> 'done' and t.checksum_target is not null and r.began > @p2 order by r.began desc",
            cancellation,
            replica,
            ReplicationProgram.Job,
            since.Began);

    /// <summary>True where a replica still is what the run recorded.</summary>
    public bool IsOf(TableChecksum now) => now.Rows == Rows && string.Equals(now.Text, Checksum, StringComparison.Ordinal);

    private static async Task<PublishedProof?> FirstAsync(MySqlConnection connection, string which, CancellationToken cancellation, params object?[] values) =>
        (await connection.QueryAsync(
            $"""
            select r.job, t.run_id, r.outcome, r.began, t.source_name, t.rows_target, t.checksum_target
            from pipeline_run_tables as t
            join pipeline_runs as r on r.run_id = t.run_id and r.attempt = t.attempt
            where t.target_name = @p0 and {which}
            limit 1
            """,
            row => new PublishedProof(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.GetDateTime(3),
                row.GetString(4),
                row.IsDBNull(5) ? 0 : row.GetInt64(5),
                row.IsDBNull(6) ? null : row.GetString(6)),
            cancellation,
            values)).FirstOrDefault();
}
