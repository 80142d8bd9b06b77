using Pipeline.Cli.Airflow;
using Pipeline.Cli.Bench;
using Pipeline.Cli.Demo;
using Pipeline.Cli.Doctor;
using Pipeline.Cli.Drill;
using Pipeline.Cli.History;
using Pipeline.Cli.Report;
using Pipeline.Cli.Run;
using Pipeline.Cli.Spark;
using Pipeline.Cli.Stack;
using Pipeline.Cli.Testing;
using Pipeline.Common;

namespace Pipeline.Cli;

/// <summary>The verbs of <c>./pipeline</c>, in the order a new user needs them.</summary>
internal static class Verbs
{
    private static readonly VerbList All = new(
        "./pipeline",
        "verb",
        "Moves a shop from PostgreSQL to MySQL, proves it, builds sales marts, and brings the shop's events from Kafka into PostgreSQL.",
        [
            new("demo", "Fill a shop, replicate it, build its marts and show them, on private servers (or on POSTGRES_URL and MYSQL_URL where set)", DemoVerb.RunAsync),
            new("run", "Run one job: replication, analytics, kafka-to-postgres, generate or events", RunVerb.RunAsync),
            new("verify", "Check what was stored: replicas, marts, or every offset of a topic exactly once", VerifyVerb.RunAsync),
            new("history", "Show the latest runs, or the proof of one", HistoryVerb.RunAsync),
            new("report", "Make runs/index.html: runs, proofs and pictures that anybody can open", ReportVerb.RunAsync),
            new(Job.Plan.Name, Job.Plan.Summary, args => RunVerb.RunAsync(Job.Plan, args)),
            new("up", "Start the whole stack on this machine: databases, Kafka, Spark and Airflow", StackVerbs.UpAsync),
            new("status", "Show each service of the stack: health, memory, address", StackVerbs.StatusAsync),
            new("logs", "Show the log of a service", StackVerbs.LogsAsync),
            new("credentials", "Show who may log in where, passwords included", StackVerbs.CredentialsAsync),
            new("down", "Stop the stack; with --volumes forget all its data", StackVerbs.DownAsync),
            new("spark", "Install Spark, start and stop a cluster on this machine", SparkVerb.RunAsync),
            new("airflow", "Airflow's own command line, on the stack's Airflow", AirflowVerb.RunAsync),
            new("bench", "Measure a job against the practical limit of this machine", BenchVerb.RunAsync),
            new("drill", "Practise faults in the middle of each job while somebody reads: what is lost, doubled, seen", DrillVerb.RunAsync),
            new("test", "Check the formatting, build, run all tests, and count them in one line", TestVerb.RunAsync),
            new("doctor", "Look at what the pipeline needs on this machine, and say what to type where it is missing", DoctorVerb.RunAsync),
        ]);

    /// <summary>Runs what the command line asks for.</summary>
    public static async Task<ExitCode> RunAsync(IReadOnlyList<string> args)
    {
        if (args is not ["--version"])
            return await All.RunAsync(args);
        await Console.Out.WriteLineAsync($"pipeline {typeof(Verbs).Assembly.GetName().Version?.ToString(fieldCount: 3)}");
        return ExitCode.Done;
    }
}
