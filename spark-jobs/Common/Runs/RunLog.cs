using MySqlConnector;

namespace Pipeline.Common.Runs;

/// <summary>Writes the run tables of <c>db/init_mysql.sql</c>; every time in them is UTC.</summary>
public static class RunLog
{
    private const int LongestText = 2000;

    /// <summary>Opens the record of an attempt, and closes those that a killed attempt of the same job left open (the caller holds the lock).</summary>
    /// <returns>The attempts that it closed.</returns>
    /// <exception cref="PipelineException">The attempt is recorded already (exit 2).</exception>
    public static async Task<IReadOnlyList<AbandonedAttempt>> BeginAsync(MySqlConnection connection, RunIdentity run, string engine, CancellationToken cancellation)
    {
        await RunTablesUpgrade.ApplyAsync(connection, cancellation);
        var abandoned = await connection.QueryAsync(
            "select run_id, attempt, engine from pipeline_runs where job = @p0 and outcome = 'running' order by began",
            row => new AbandonedAttempt(new RunIdentity(run.Job, row.GetString(0), row.GetInt32(1)), row.GetString(2)),
            cancellation,
            run.Job);
        await connection.ExecuteAsync(
            "update pipeline_runs set outcome = 'abandoned', ended = utc_timestamp(6) where job = @p0 and outcome = 'running'",
            cancellation,
            run.Job);
        try
        {
            await connection.ExecuteAsync(
                "insert into pipeline_runs (run_id, attempt, job, engine, began, outcome) values (@p0, @p1, @p2, @p3, utc_timestamp(6), 'running')",
                cancellation,
                run.RunId,
                run.Attempt,
                run.Job,
                engine);
        }
        catch (MySqlException error) when (error.ErrorCode == MySqlErrorCode.DuplicateKeyEntry)
        {
            throw run.AlreadyRecorded(error);
        }
        return abandoned;
    }

    /// <summary>One more than the last recorded attempt of a run.</summary>
    public static async Task<int> NextAttemptAsync(MySqlConnection connection, string runId, CancellationToken cancellation) =>
        await connection.ScalarAsync<int>("select coalesce(max(attempt), 0) + 1 from pipeline_runs where run_id = @p0", cancellation, runId);

    /// <summary>Notes which snapshot of the source the run reads.</summary>
    public static Task SnapshotAsync(MySqlConnection connection, RunIdentity run, string snapshot, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            "update pipeline_runs set source_snapshot = @p0 where run_id = @p1 and attempt = @p2", cancellation, snapshot, run.RunId, run.Attempt);

    /// <summary>Adds the proof of one table.</summary>
    public static Task AddTableAsync(MySqlConnection connection, RunIdentity run, RunTable table, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            """
            insert into pipeline_run_tables (
                run_id, attempt, source_name, target_name, rows_source, rows_target, bytes, checksum_source, checksum_target, seconds, ddl, note
            )
            values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)
            """,
            cancellation,
            run.RunId,
            run.Attempt,
            table.Source,
            table.Target,
            table.RowsSource,
            table.RowsTarget,
            table.Bytes,
            table.ChecksumSource,
            table.ChecksumTarget,
            Math.Round(table.Seconds, 3),
            table.Ddl,
            Cut(table.Note));

    /// <summary>Closes the record.</summary>
    public static Task EndAsync(MySqlConnection connection, RunIdentity run, ExitCode code, string? error, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            """
            update pipeline_runs
            set ended = utc_timestamp(6), outcome = @p0, exit_code = @p1, error = @p2
            where run_id = @p3 and attempt = @p4
            """,
            cancellation,
            code == ExitCode.Done ? "done" : "failed",
            (int)code,
            Cut(error),
            run.RunId,
            run.Attempt);

    private static string? Cut(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;
}
