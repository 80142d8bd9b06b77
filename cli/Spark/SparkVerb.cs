using Pipeline.Common;

namespace Pipeline.Cli.Spark;

/// <summary><c>./pipeline spark</c>: Spark of our own, installed and run on this machine.</summary>
internal static class SparkVerb
{
    private static readonly VerbList Verbs = new(
        "./pipeline spark",
        "verb",
        "A Spark cluster on this machine: a master and a worker on 127.0.0.1, for `run JOB --on spark` and `--on connect`.",
        [
            new("install", $"Fetch Spark {SparkInstallation.Version} and the drivers into .pipeline/spark", args => HostAsync<SparkOptions>("install", args, InstallAsync)),
            new("up", "Start master (7077), pages (8081) and worker, and a Connect server with --connect", args => HostAsync<SparkUpOptions>("up", args, UpAsync)),
            new("down", "Stop them all", args => HostAsync<SparkOptions>("down", args, DownAsync)),
            new("status", "Show what runs", StatusAsync),
        ]);

    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) => Verbs.RunAsync(args);

    /// <summary>The installer of a project.</summary>
    public static SparkInstaller Installer(ProjectFolder project, Action<string> say) => new(project.Root, project.Installed, say);

    private static Task<ExitCode> HostAsync<TOptions>(string verb, IReadOnlyList<string> args, Func<TOptions, JobContext, Task> work)
        where TOptions : JobOptions => JobHost.RunAsync($"./pipeline spark {verb}", args, work);

    private static async Task InstallAsync(SparkOptions options, JobContext context)
    {
        var installation = await Installer(ProjectFolder.Find(), context.Output.Line).EnsureAsync(context.Cancellation);
        context.Output.Line($"Spark {SparkInstallation.VersionOf(installation.Jars)} is in {installation.Home}, with Java {installation.Java.Version}.");
    }

    private static async Task UpAsync(SparkUpOptions options, JobContext context)
    {
        var project = ProjectFolder.Find();
        var installation = await Installer(project, context.Output.Line).EnsureAsync(context.Cancellation);
        await SparkCluster.Of(project).StartAsync(
            installation, options.FreePorts ? SparkPorts.Free() : SparkPorts.Usual, options.Connect, context.Cancellation);
        await ShowAsync(project, context);
    }

    private static async Task DownAsync(SparkOptions options, JobContext context)
    {
        var stopped = await SparkCluster.Of(ProjectFolder.Find()).StopAsync(context.Cancellation);
        context.Output.Line(stopped == 0 ? "Spark did not run." : $"Stopped {stopped} processes of Spark.");
    }

    private static async Task<ExitCode> StatusAsync(IReadOnlyList<string> args)
    {
        var running = false;
        var host = await HostAsync<SparkOptions>("status", args, async (_, context) => running = await ShowAsync(ProjectFolder.Find(), context));
        return host != ExitCode.Done || running || args.Contains("--help", StringComparer.Ordinal) ? host : ExitCode.CannotConnect;
    }

    private static async Task<bool> ShowAsync(ProjectFolder project, JobContext context)
    {
        var cluster = SparkCluster.Of(project);
        var report = ClusterReport.Of(cluster.Ports, await cluster.StatusAsync(context.Cancellation), cluster.ConnectProcess is not null);
        foreach (var line in report.Lines())
            context.Output.Line(line);
        context.Output.Result(report);
        return report.Running;
    }
}
