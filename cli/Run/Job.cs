using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Run;

/// <summary>A job of the pipeline as this command starts it: in this process, with the connections it may have.</summary>
/// <param name="Name">The word on the command line.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="PostgresRole">Who it is in a private PostgreSQL.</param>
/// <param name="RunAsync">The job's own entry point.</param>
/// <param name="Program">Its type as a program of its own, which spark-submit starts; null for one that needs no Spark.</param>
internal sealed record Job(
    string Name, string Summary, string PostgresRole, Func<IReadOnlyList<string>, Task<ExitCode>> RunAsync, Type? Program = null)
{
    public static Job Generate { get; } = new(
        "generate", "Fill the shop in PostgreSQL with users, products and orders", ShopRoles.Writer, Generation.ShopGenerator.RunAsync);

    public static Job Replication { get; } = new(
        "replication", "Copy the shop's tables from PostgreSQL to MySQL, and prove them equal", ShopRoles.Reader, Pipeline.Replication.ReplicationProgram.RunAsync,
        typeof(Pipeline.Replication.ReplicationProgram));

    public static Job Analytics { get; } = new(
        "analytics", "Build the sales marts in MySQL from the replicas, and check them", ShopRoles.Reader, Pipeline.Analytics.AnalyticsProgram.RunAsync,
        typeof(Pipeline.Analytics.AnalyticsProgram));

    public static Job Events { get; } = new(
        KafkaToPostgres.KafkaToPostgresProgram.Job,
        "Bring the events of a Kafka topic into PostgreSQL, every offset exactly once",
        ShopRoles.Events,
        KafkaToPostgres.KafkaToPostgresProgram.RunAsync,
        typeof(KafkaToPostgres.KafkaToPostgresProgram))
    {
        UsesMySql = false,
        Computes = true,
    };

    /// <summary>A verb of its own: it does no more than look.</summary>
    public static Job Plan { get; } = new(
        "plan", "Show how tables would be replicated, and what stands in the way; it writes nothing", ShopRoles.Reader, Pipeline.Replication.Preview.PlanProgram.RunAsync);

    public static IReadOnlyList<Job> All { get; } = [Replication, Analytics, Events, Generate];

    /// <summary>False for a job that works in PostgreSQL alone.</summary>
    public bool UsesMySql { get; init; } = true;

    /// <summary>True for a job whose executors work so long on each row that the JVM's second compiler repays its cost; the others carry rows.</summary>
    public bool Computes { get; private init; }

    /// <summary>Runs it on the given servers.</summary>
    public Task<ExitCode> RunOnAsync(ShopServers servers, IReadOnlyList<string> args)
    {
        servers.OfferTo(PostgresRole);
        return RunAsync(args);
    }
}
