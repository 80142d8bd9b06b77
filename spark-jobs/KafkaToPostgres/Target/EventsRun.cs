using Npgsql;
using Pipeline.Common;
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
            await run.WorkAsync(work, target, context);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedColumn)
        {
            throw EventsErrors.NotLaidOut(target.Address, error);
        }
    }

    private Task WorkAsync(Func<EventsRun, Task> work, DatabaseUrl target, JobContext context)
    {
        var closing = new RunClosing<NpgsqlConnection>(
            Connection,
            patience => PostgresConnections.OpenAsync(target, Application, patience),
            (open, code, error, patience) => RunRecord.EndAsync(open, Identity, code, error, patience),
            Staging.DropLeftoversAsync);
        return closing.AfterAsync(
            async () =>
            {
                foreach (var table in await Staging.DropLeftoversAsync(context.Cancellation))
                    context.Output.Line($"Note: {table.Note}");
                await work(this);
            },
            Lineage,
            context);
    }
}
