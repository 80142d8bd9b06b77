using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Replication.Verification;

/// <summary>A replica that a run has published.</summary>
/// <param name="Source">The source table, as schema.name.</param>
/// <param name="Target">The replica.</param>
/// <param name="RunId">The run.</param>
internal sealed record PublishedReplica(string Source, string Target, string RunId)
{
    /// <summary>Each table whose last successful run, of whichever job, was one of replication; by name.</summary>
    public static async Task<IReadOnlyList<PublishedReplica>> AllAsync(MySqlConnection connection, CancellationToken cancellation) => await connection.QueryAsync(
        """
        select source_name, target_name, run_id
        from (
            select t.source_name, t.target_name, t.run_id, r.job, row_number() over (partition by t.target_name order by r.ended desc) as nth
            from pipeline_run_tables as t
            join pipeline_runs as r on r.run_id = t.run_id and r.attempt = t.attempt
            where r.outcome = 'done'
        ) as newest
        where nth = 1 and job = @p0
        order by target_name
        """,
        row => new PublishedReplica(row.GetString(0), row.GetString(1), row.GetString(2)),
        cancellation,
        ReplicationProgram.Job);

    /// <summary>Why it is not compared: its source is gone.</summary>
    public override string ToString() =>
        $"Not compared: {Target}, published by run {RunId}, as the source has no {Source} any more. Where nobody reads it: drop table {SqlName.MySql(Target)}";
}
