using Npgsql;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.KafkaToPostgres.Target;

/// <summary>Writes <c>pipeline_runs</c> of the database that holds the events.</summary>
internal static class RunRecord
{
    private const int LongestText = 2000;

    /// <summary>Opens the record of an attempt, and closes those that killed attempts on the same topic left open (the caller holds the lock).</summary>
    /// <returns>The attempts that it closed.</returns>
    /// <exception cref="PipelineException">The attempt is recorded already (exit 2).</exception>
    public static async Task<IReadOnlyList<AbandonedAttempt>> BeginAsync(
        NpgsqlConnection connection, RunIdentity run, string engine, string topic, CancellationToken cancellation)
    {
        var abandoned = await connection.QueryAsync(
            """
            update pipeline_runs
            set outcome = 'abandoned', ended = now()
            where job = @p0 and topic = @p1 and outcome = 'running'
            returning run_id, attempt, engine
            """,
            row => new AbandonedAttempt(new RunIdentity(run.Job, row.GetString(0), row.GetInt32(1)), row.GetString(2).Replace(KafkaToPostgresProgram.Replay, "", StringComparison.Ordinal)),
            cancellation,
            run.Job,
            topic);
        try
        {
            await connection.ExecuteAsync(
                "insert into pipeline_runs (run_id, attempt, job, engine, topic, outcome) values (@p0, @p1, @p2, @p3, @p4, 'running')",
                cancellation,
                run.RunId,
                run.Attempt,
                run.Job,
                engine,
                topic);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            throw run.AlreadyRecorded(error);
        }
        return abandoned;
    }

    public static async Task<int> NextAttemptAsync(NpgsqlConnection connection, string runId, CancellationToken cancellation) =>
        await connection.ScalarAsync<int>("select coalesce(max(attempt), 0) + 1 from pipeline_runs where run_id = @p0", cancellation, runId);

    public static Task EndAsync(NpgsqlConnection connection, RunIdentity run, ExitCode code, string? error, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            "update pipeline_runs set ended = now(), outcome = @p0, exit_code = @p1, error = @p2 where run_id = @p3 and attempt = @p4",
            cancellation,
            code == ExitCode.Done ? "done" : "failed",
            (int)code,
            error is { Length: > LongestText } ? error[..LongestText] : error,
            run.RunId,
            run.Attempt);
}
