using Pipeline.Common;

namespace Pipeline.Cli.Bench;

/// <summary><c>./pipeline bench JOB</c>: how fast a job is, as a ratio to the practical limit measured in the same run.</summary>
internal static class BenchVerb
{
    private static readonly VerbList Jobs = new(
        "./pipeline bench",
        "job",
        "Measures a job against the practical limit of the same machine, in turn, on private servers of its own.",
        [
            new("replication", "Replication of one table against `psql copy | load data`", RunReplicationAsync),
            new("events", "A topic into PostgreSQL against one binary copy of the same rows", RunEventsAsync),
            new("first-query", "spark-submit until a job has the answer of its first query, against one without our class archive", RunFirstQueryAsync),
            new("dag", "Each DAG of the stack from its trigger to its success, and one task against Spark as it ships", RunDagAsync),
        ]);

    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) => Jobs.RunAsync(args);

    private static Task<ExitCode> RunEventsAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<EventsBenchOptions>("./pipeline bench events", args, (options, context) => new EventsBench(options, context).RunAsync());

    private static Task<ExitCode> RunFirstQueryAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<FirstQueryBenchOptions>("./pipeline bench first-query", args, (options, context) => new FirstQueryBench(options, context).RunAsync());

    private static Task<ExitCode> RunDagAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<DagBenchOptions>("./pipeline bench dag", args, (options, context) => new DagBench(options, context).RunAsync());

    private static Task<ExitCode> RunReplicationAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<ReplicationBenchOptions>(
            "./pipeline bench replication", args, (options, context) => new ReplicationBench(options, context).RunAsync());
}
