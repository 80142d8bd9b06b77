using MySqlConnector;
using Pipeline.Common.Lineage;

namespace Pipeline.Common.Runs;

/// <summary>One attempt of a job at work: it holds the job's lock, its record is open, leftovers are gone.</summary>
public sealed class Run
{
    private Run(MySqlConnection connection, RunIdentity identity, MySqlServer server)
    {
        Connection = connection;
        Identity = identity;
        Server = server;
        Staging = new StagingTables(connection, identity);
    }

    /// <summary>The driver's own connection: it holds the lock, and publishes. One statement at a time.</summary>
    public MySqlConnection Connection { get; }

    public RunIdentity Identity { get; }

    public MySqlServer Server { get; }

    public StagingTables Staging { get; }

    /// <summary>Where to say what is written; null where no OpenLineage events are asked for.</summary>
    public LineageRun? Lineage { get; private init; }

    /// <summary>For who computes in staging only to look at it, and leaves no record. The caller holds the job's lock, and drops the staging tables.</summary>
    public static Run WithoutRecord(MySqlConnection connection, string job, MySqlServer server) =>
        new(connection, new RunIdentity(job, RunIdentity.NewRunId(DateTimeOffset.UtcNow), 1), server);

    /// <summary>Does the work of one attempt and closes its record, whatever the outcome.</summary>
    /// <param name="connection">It holds the job's lock.</param>
    /// <param name="job">The job's name in the run tables.</param>
    /// <param name="engine">What executes it, for the record.</param>
    /// <param name="options">Run id and attempt as the user gave them.</param>
    /// <param name="target">Where the run tables and the targets are.</param>
    /// <param name="work">The work.</param>
    /// <param name="context">Stops it, and sends its lineage.</param>
    public static async Task ExecuteAsync(
        MySqlConnection connection, string job, string engine, RunOptions options, DatabaseUrl target, Func<Run, Task> work, JobContext context)
    {
        var cancellation = context.Cancellation;
        var runId = options.RunId ?? RunIdentity.NewRunId(DateTimeOffset.UtcNow);
        var attempt = options.Attempt ?? await RunLog.NextAttemptAsync(connection, runId, cancellation);
        var identity = new RunIdentity(job, runId, attempt);
        var server = await MySqlServer.OfAsync(connection, cancellation);
        var abandoned = await RunLog.BeginAsync(connection, identity, engine, cancellation);
        var run = new Run(connection, identity, server) { Lineage = LineageRun.Begin(context.Lineage, job, identity, engine, abandoned) };
        var closing = new RunClosing<MySqlConnection>(
            connection,
            patience => MySqlConnections.OpenAsync(target, $"pipeline {job}", patience),
            (open, code, error, patience) => RunLog.EndAsync(open, identity, code, error, patience),
            run.Staging.DropLeftoversAsync);
        await closing.AfterAsync(
            async () =>
            {
                await run.Staging.DropLeftoversAsync(cancellation);
                await work(run);
            },
            run.Lineage,
            context);
    }
}
