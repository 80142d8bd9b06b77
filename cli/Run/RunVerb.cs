using System.Runtime.InteropServices;
using Pipeline.Cli.Report;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Stack;
using Pipeline.Common;

namespace Pipeline.Cli.Run;

/// <summary><c>./pipeline run JOB</c>: one job with its own options, on the given servers or the private ones.</summary>
internal static class RunVerb
{
    private static readonly VerbList Jobs = new(
        "./pipeline run",
        "job",
        """
        Runs one job on POSTGRES_URL, MYSQL_URL and KAFKA_BOOTSTRAP_SERVERS; for one that is not set, on the private server of `./pipeline demo` or `./pipeline up`.
        With --on spark it is submitted to the cluster of `./pipeline spark up`; with --on connect it uses the Connect server.
        """,
        [
            .. Job.All.Select(job => new Verb(job.Name, job.Summary, args => RunAsync(job, args))),
            new("events", "Send made-up events to a Kafka topic, or to an embedded broker", SendAsync),
        ]);

    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) => Jobs.RunAsync(args);

    /// <summary>Runs a job on the given servers, or on private ones.</summary>
    public static async Task<ExitCode> RunAsync(Job job, IReadOnlyList<string> args)
    {
        if (args.Contains("--help", StringComparer.Ordinal))
        {
            var shown = await job.RunAsync(args);
            if (job.Program is not null)
                Console.WriteLine("  --on=embedded|spark|connect             What executes it. Default: embedded, on this machine alone.");
            return shown;
        }

        using var stop = new CancellationTokenSource();
        try
        {
            var (place, own) = RunPlaces.Take(args);
            SparkRun.Prepare(job, place, own);
            await using var servers = await OpenAsync(job, stop);
            string[] unset = [.. servers.Unset, .. ReferenceEquals(job, Job.Events) && servers.OwnBroker is not null ? [ShopBroker.Variable] : (string[])[]];
            if (unset.Length > 0)
                Console.Error.WriteLine($"{string.Join(", ", unset)} not set: at work on private servers of {ProjectFolder.Find().Private}.");
            var code = place == RunPlace.Embedded
                ? await job.RunOnAsync(servers, own)
                : await new SparkRun(job, ProjectFolder.Find()).RunAsync(place, servers, own);
            if (job.Program is not null)
                await ReportVerb.RefreshAsync(ProjectFolder.Find(), job.UsesMySql ? servers : null);
            return code;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            JobOutput.Error($"{job.Name} was interrupted before it began.", "Run it again.");
            return ExitCode.Interrupted;
        }
        catch (Exception error) when (ServerErrors.Explain(error) is { } known)
        {
            JobOutput.Error(known.Message, known.Remedy, args.Contains("--verbose", StringComparer.Ordinal) ? error : null);
            return known.Code;
        }
    }

    /// <summary>The generator's arguments, with the folder where the jobs look for an embedded broker unless they name another.</summary>
    internal static IReadOnlyList<string> InFolder(string folder, IReadOnlyList<string> args) =>
        args.Any(arg => arg is "--folder" || arg.StartsWith("--folder=", StringComparison.Ordinal)) ? args : [.. args, "--folder", folder];

    /// <summary>Sends to the broker that is named, or else to that of the stack.</summary>
    private static Task<ExitCode> SendAsync(IReadOnlyList<string> args)
    {
        var project = ProjectFolder.Find();
        if (ShopBroker.Given is null)
            ShopBroker.Offer(StackBroker.Find(project));
        return Pipeline.Events.EventGenerator.RunAsync(InFolder(project.Private, args));
    }

    /// <summary>Starts the servers; a signal ends that in order. From then on the job listens to signals itself.</summary>
    private static async Task<ShopServers> OpenAsync(Job job, CancellationTokenSource stop)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var needs = job.UsesMySql ? ShopNeeds.Both : ShopNeeds.Postgres;
        return await ShopServers.OpenAsync(ProjectFolder.Find(), needs, layOutGiven: false, Console.Error.WriteLine, stop.Token);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }
}
