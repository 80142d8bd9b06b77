using System.Data.Common;
using MySqlConnector;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.Cli.History;

/// <summary>Tells runs that were killed from those at work: who works holds a lock to publish, which the server frees with its connection.</summary>
internal static class KilledRuns
{
    private const string LockOfTopic = """
        select exists (
            select
            from pg_locks, hashtextextended('pipeline/' || @p0 || '/' || @p1, 0) as key
            where locktype = 'advisory' and granted and objsubid = 1
                and database = (select oid from pg_database where datname = current_database())
                and ((classid::bigint << 32) | objid::bigint) = key
        )
        """;

    /// <summary>Gives those of an open record and a free lock the outcome <c>killed</c>.</summary>
    public static async Task MarkAsync(DbConnection connection, List<RecordedRun> runs, CancellationToken cancellation)
    {
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i];
            if (run.Outcome is "running" && !await IsHeldAsync(connection, run, cancellation) && await IsOpenAsync(connection, run, cancellation))
                runs[i] = run with { Outcome = "killed" };
        }
    }

    private static async Task<bool> IsHeldAsync(DbConnection connection, RecordedRun run, CancellationToken cancellation) => connection is MySqlConnection mysql
        ? await RunLock.RunAtWorkAsync(mysql, run.Job, cancellation) is not null
        : await connection.ScalarAsync<bool>(LockOfTopic, cancellation, run.Job, run.Topic ?? "");

    /// <summary>An attempt closes its record before it gives the lock back: one that ended since we read it is closed by now.</summary>
    private static async Task<bool> IsOpenAsync(DbConnection connection, RecordedRun run, CancellationToken cancellation) =>
        await connection.ScalarAsync<string>("select outcome from pipeline_runs where run_id = @p0 and attempt = @p1", cancellation, run.RunId, run.Attempt) is "running";
}
