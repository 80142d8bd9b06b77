using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>What one engine makes of the same source: replicas and marts in a MySQL database of its own, events in a PostgreSQL database of its own.</summary>
internal sealed class Scenario(Engine engine, IReadOnlyDictionary<string, string> environment, TestPostgres source, TestMySql target, TestPostgres events, string broker, string topic)
    : IAsyncDisposable
{
    public TestPostgres Source => source;

    public TestMySql Target => target;

    public TestPostgres Events => events;

    /// <summary>Databases for an engine.</summary>
    /// <param name="engine">What executes.</param>
    /// <param name="spark">The cluster.</param>
    /// <param name="servers">The database servers.</param>
    /// <param name="source">The shop, shared by all engines; the events' target too where there is none of its own.</param>
    /// <param name="broker">Where the events come from; empty for a scenario without.</param>
    /// <param name="topic">Its topic there.</param>
    public static async Task<Scenario> OpenAsync(Engine engine, TestSpark spark, TestServers servers, TestPostgres source, string broker = "", string topic = "") => new(
        engine, await spark.EnvironmentAsync(engine), source, await servers.CreateMySqlAsync(), broker.Length > 0 ? await servers.CreatePostgresAsync() : source, broker, topic);

    public JobProcess StartReplication(params string[] args) => Start("replication", source.Reader, args);

    public JobProcess StartAnalytics(params string[] args) => Start("analytics", source.Reader, args);

    public JobProcess StartEvents(params string[] args) => Start("kafka-to-postgres", events.Events, ["--topic", topic, .. args]);

    /// <summary>Verifies the stored events. No engine executes that, so none is started for it.</summary>
    public JobProcess StartVerificationOfEvents() => Start("kafka-to-postgres", events.Events, ["--topic", topic, "--verify"], Engine.Embedded);

    /// <summary>Runs a job to its end, and requires exit code 0.</summary>
    public static async Task<JobResult> RunWellAsync(Func<JobProcess> start)
    {
        await using var process = start();
        return (await process.EndAsync()).ShouldEnd(ExitCode.Done);
    }

    public async ValueTask DisposeAsync()
    {
        await target.DisposeAsync();
        if (!ReferenceEquals(events, source))
            await events.DisposeAsync();
    }

    private JobProcess Start(string job, DatabaseUrl postgres, string[] args, Engine? on = null) => JobProcess.Start(
        ["run", job, "--on", (on ?? engine).ToString().ToLowerInvariant(), .. Waiting.ForTheLock, .. args],
        new Dictionary<string, string>(environment, StringComparer.Ordinal)
        {
            ["POSTGRES_URL"] = postgres.WithPassword(),
            ["MYSQL_URL"] = target.Owner.WithPassword(),
            ["KAFKA_BOOTSTRAP_SERVERS"] = broker,
        });
}
