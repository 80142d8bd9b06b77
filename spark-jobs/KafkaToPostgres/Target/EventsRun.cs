using System.Data;
using Npgsql;
using Pipeline.Common;
using Pipeline.Common.Jvm;
using Pipeline.Common.Lineage;
using Pipeline.Common.Runs;
using Pipeline.KafkaToPostgres.Lineage;

namespace Pipeline.KafkaToPostgres.Target;

/// <summary>One attempt at work on a topic: it holds the topic's lock, its record is open, leftovers are gone.</summary>
internal sealed class EventsRun
{
    /// <summary>Who its connections say they are.</summary>
    public const string Application = $"pipeline {KafkaToPostgresProgram.Job}";

    private EventsRun(NpgsqlConnection connection, RunIdentity identity, string topic)
    {
        Connection = connection;
        Identity = identity;
        Staging = new StagingTables(connection, topic, identity);
    }

    /// <summary>The driver's own connection: it holds the lock, and publishes. Whoever lost the lock has lost the means to publish.</summary>
    public NpgsqlConnection Connection { get; }

    public RunIdentity Identity { get; }

    public StagingTables Staging { get; }

    /// <summary>Where to say what is written; null where no OpenLineage events are asked for.</summary>
    public LineageRun? Lineage { get; private set; }

    /// <summary>Does the work of one attempt and closes its record, whatever the outcome.</summary>
    /// <param name="connection">It holds the topic's lock.</param>
    /// <param name="engine">What executes it, for the record.</param>
    /// <param name="isReplay">True where it reads nothing of the topic: the record says so.</param>
    /// <param name="options">Run id and attempt as the user gave them.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="target">Where the events are.</param>
    /// <param name="lineage">What is to be written, made of what.</param>
    /// <param name="work">The work.</param>
    /// <param name="context">Stops it, says what it says, and sends its lineage.</param>
    public static async Task ExecuteAsync(
        NpgsqlConnection connection, string engine, bool isReplay, RunOptions options, string topic, DatabaseUrl target, IEnumerable<Dataset> lineage, Func<EventsRun, Task> work, JobContext context)
    {
        var cancellation = context.Cancellation;
        try
        {
            var runId = options.RunId ?? RunIdentity.NewRunId(DateTimeOffset.UtcNow);
            var attempt = options.Attempt ?? await RunRecord.NextAttemptAsync(connection, runId, cancellation);
            var run = new EventsRun(connection, new RunIdentity(KafkaToPostgresProgram.Job, runId, attempt), topic);
            var abandoned = await RunRecord.BeginAsync(connection, run.Identity, isReplay ? engine + KafkaToPostgresProgram.Replay : engine, topic, cancellation);
            run.Lineage = LineageRun.Begin(context.Lineage, EventsLineage.Job(topic), run.Identity, engine, abandoned, lineage);
            await run.WorkAsync(work, target, context.Output, cancellation);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedColumn)
        {
            throw EventsErrors.NotLaidOut(target.Address, error);
        }
    }

    private async Task WorkAsync(Func<EventsRun, Task> work, DatabaseUrl target, JobOutput output, CancellationToken cancellation)
    {
        try
        {
            foreach (var table in await Staging.DropLeftoversAsync(cancellation))
                output.Line($"Note: {table.Note}");
            await work(this);
        }
        catch (Exception error)
        {
            var isStopped = await JvmEnd.IsStopAsync(error, cancellation);
            Lineage?.Failed(error, isStopped);
            await CloseAfterAsync(error, isStopped, target);
            throw;
        }
        await CloseAsync(target);
        Lineage?.Completed();
    }

    /// <summary>Records that all is published, on a connection of its own where the driver's was lost after the last commit.</summary>
    private async Task CloseAsync(DatabaseUrl target)
    {
        try
        {
            await RunRecord.EndAsync(Connection, Identity, ExitCode.Done, null, CancellationToken.None);
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException && Connection.State is not ConnectionState.Open)
        {
            await using var fresh = await PostgresConnections.OpenAsync(target, Application, CancellationToken.None);
            await RunRecord.EndAsync(fresh, Identity, ExitCode.Done, null, CancellationToken.None);
        }
    }

    /// <summary>Records a failure as far as the server still lets us; the failure itself is what the caller throws on.</summary>
    private async Task CloseAfterAsync(Exception error, bool isInterrupted, DatabaseUrl target)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            var known = ServerErrors.Explain(error);
            var code = isInterrupted || error is OperationCanceledException ? ExitCode.Interrupted : known?.Code ?? ExitCode.Bug;
            await using var fresh = await PostgresConnections.OpenAsync(target, Application, patience.Token);
            await RunRecord.EndAsync(fresh, Identity, code, known?.Message ?? ServerErrors.FirstLine(error.Message), patience.Token);
            await Staging.DropLeftoversAsync(patience.Token);
        }
        catch (Exception second) when (second is NpgsqlException or PipelineException or OperationCanceledException or InvalidOperationException)
        {
            // The server is away: the next run drops the staging tables and marks this record as abandoned.
        }
    }
}
