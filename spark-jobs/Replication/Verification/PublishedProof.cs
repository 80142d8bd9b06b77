using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Replication.Verification;

/// <summary>What the last successful run recorded of a replica.</summary>
internal sealed record PublishedProof(string RunId, string Source, long Rows, string? Checksum)
{
    public static async Task<PublishedProof?> LastAsync(MySqlConnection connection, string replica, CancellationToken cancellation) =>
        (await connection.QueryAsync(
            """
            select t.run_id, t.source_name, t.rows_target, t.checksum_target
            from pipeline_run_tables as t
            join pipeline_runs as r on r.run_id = t.run_id and r.attempt = t.attempt
            where t.target_name = @p0 and r.job = @p1 and r.outcome = 'done'
            order by r.ended desc
            limit 1
            """,
            row => new PublishedProof(row.GetString(0), row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3)),
            cancellation,
            replica,
            ReplicationProgram.Job)).FirstOrDefault();
}
