using System.Data.Common;
using Pipeline.Common;

namespace Pipeline.Cli.Drill.Jobs;

/// <summary>A job as a drill sees it: from outside.</summary>
internal abstract class DrilledJob(DrillServers servers)
{
    /// <summary>All jobs, in the order in which one feeds the next.</summary>
    public static IReadOnlyList<string> Names { get; } = [ReplicationDrill.Job, AnalyticsDrill.Job, EventsDrill.Job];

    public abstract string Name { get; }

    /// <summary>Who it is in PostgreSQL.</summary>
    public abstract string Role { get; }

    public abstract bool UsesPostgres { get; }

    public abstract bool UsesMySql { get; }

    public virtual bool UsesKafka => false;

    /// <summary>What a reader of its targets asks, in one statement.</summary>
    public abstract string Question { get; }

    /// <summary>Where its targets are: the one database that it publishes in, by a statement that begins so.</summary>
    public abstract string PublishingWord { get; }

    /// <summary>True when it publishes in MySQL, false in PostgreSQL.</summary>
    public bool PublishesInMySql => UsesMySql;

    protected DrillServers Servers => servers;

    /// <summary>The words after <c>./pipeline</c>.</summary>
    public IReadOnlyList<string> Words => ["run", Name, .. Options, .. servers.Spark is null ? (string[])[] : ["--on", "spark"]];

    protected virtual IReadOnlyList<string> Options => [];

    /// <summary>Makes a fresh stage for a round.</summary>
    public virtual Task BeginRoundAsync(int round, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Changes the source, so that a run has something to publish and a reader can tell old from new.</summary>
    public abstract Task ChangeAsync(CancellationToken cancellation);

    /// <summary>Compares source and targets, by code of the drill's own.</summary>
    public abstract Task<Damage> CompareAsync(CancellationToken cancellation);

    /// <summary>What a run should not leave behind: staging tables, open records.</summary>
    public abstract Task<IReadOnlyList<string>> LeftoversAsync(CancellationToken cancellation);

    /// <summary>The drill's connection to where the targets are.</summary>
    public Task<DbConnection> OpenTargetAsync(CancellationToken cancellation) =>
        PublishesInMySql ? servers.OpenMySqlAsync(cancellation) : servers.OpenPostgresAsync(cancellation);

    /// <summary>Starts an attempt.</summary>
    public Attempt Start(int? postgresPort = null, int? mySqlPort = null) => Attempt.Start(Words, servers.EnvironmentFor(Role, postgresPort, mySqlPort));

    /// <summary>Runs it undisturbed.</summary>
    /// <exception cref="PipelineException">It failed by itself.</exception>
    public async Task<AttemptEnd> RunWellAsync(CancellationToken cancellation)
    {
        await using var attempt = Start();
        return RequireDone(Name, await attempt.EndAsync(cancellation));
    }

    protected static AttemptEnd RequireDone(string what, AttemptEnd end) => end.Code == ExitCode.Done
        ? end
        : throw new PipelineException(ExitCode.Bug, $"{what} failed without any fault: {end}", "Run it by itself to see why; a drill begins from a pipeline that works.");

    /// <summary>What the run tables and the catalog of MySQL show of attempts that are over.</summary>
    protected static Task<List<string>> MySqlLeftoversAsync(DbConnection connection, string job, CancellationToken cancellation) => connection.QueryAsync(
        """
        select concat('table ', table_name) from information_schema.tables
        where table_schema = database() and (table_name like concat('pipeline\_stg\_', @p0, '%') or table_name like concat('pipeline\_old\_', @p0, '%'))
        union all
        select concat('a record of a running attempt, run ', run_id) from pipeline_runs where job = @p0 and outcome = 'running'
        """,
        row => row.GetString(0),
        cancellation,
        job);
}
