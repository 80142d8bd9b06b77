using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Spark;
using Pipeline.Cli.Spark.Internal;
using Pipeline.Common;
using Pipeline.Events;

namespace Pipeline.Cli.Run;

/// <summary>A job on the cluster: submitted as an application, or as a client of the standing Connect server.</summary>
internal sealed class SparkRun(Job job, ProjectFolder project)
{
    private const string Remote = "SPARK_REMOTE";

    private static readonly string[] NeedsNoSession = ["--verify", "--compare"];
    private static readonly string[] NeedsNoBroker = ["--verify", "--replay-rejected"];

    /// <summary>More than a job has between the end of its JVM and its own.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(15);

    private readonly SparkCluster _cluster = SparkCluster.Of(project);

    /// <summary>What comes before a job, wherever it runs: one that was built for Microsoft.Spark has its session in the JVM of spark-submit and nowhere else, and a job of this process stays in it, whatever server the shell knows of.</summary>
    /// <param name="job">The job.</param>
    /// <param name="place">Where it is to run.</param>
    /// <param name="args">Its words; what compares or counts needs no session.</param>
    /// <exception cref="PipelineException">It cannot run there (exit 2).</exception>
    public static void Prepare(Job job, RunPlace place, IReadOnlyList<string> args)
    {
        if (job.Program is { } program)
            RequireBinding(SparkBindings.Of(program.Assembly), place, args);
        if (place == RunPlace.Embedded)
            Environment.SetEnvironmentVariable(Remote, null);
    }

    internal static void RequireBinding(SparkBinding binding, RunPlace place, IReadOnlyList<string> args)
    {
        if (binding == SparkBinding.Microsoft && place != RunPlace.Spark && !args.Any(NeedsNoSession.Contains))
        {
            throw new PipelineException(
                ExitCode.Usage,
                "This pipeline was built with -p:SparkBinding=microsoft: its jobs run under spark-submit alone.",
                "Write --on spark, or build it again without that property.");
        }
    }

    /// <summary>Runs it to its end; its exit code is ours.</summary>
    /// <exception cref="PipelineException">The job needs no Spark or reads what Spark cannot (exit 2), or Spark is not there (exit 3).</exception>
    public async Task<ExitCode> RunAsync(RunPlace place, ShopServers servers, IReadOnlyList<string> args)
    {
        if (job.Program is null)
            throw new PipelineException(ExitCode.Usage, $"{job.Name} uses no Spark, so it cannot run on one.", "Leave --on away.");
        servers.OfferTo(job.PostgresRole);
        if (ReferenceEquals(job, Job.Events) && Environment.GetEnvironmentVariable(ShopBroker.Variable) is { } brokers && EmbeddedBroker.IsAt(brokers, project.Private))
            RefuseEmbedded(brokers, args);
        if (place == RunPlace.Spark)
            return await SubmitAsync(job.Program.Assembly, args);

        await OfferConnectAsync();
        return await job.RunAsync(args);
    }

    /// <summary>An embedded broker answers the embedded engine's client alone; that of Spark would ask it in vain for half a minute.</summary>
    internal static void RefuseEmbedded(string brokers, IReadOnlyList<string> args)
    {
        if (!args.Any(NeedsNoBroker.Contains))
        {
            throw new PipelineException(
                ExitCode.Usage,
                $"The broker at {brokers} is embedded in another program, and Spark's Kafka client cannot read from it.",
                $"Leave --on away, or name a Kafka broker in {ShopBroker.Variable}: ./pipeline up has one.");
        }
    }

    private async Task<ExitCode> SubmitAsync(Assembly program, IReadOnlyList<string> args)
    {
        var installation = await SparkVerb.Installer(project, _ => { }).FindAsync(CancellationToken.None);
        await RequireWorkerAsync();
        var line = new SubmitLine(installation.SparkSubmit, _cluster.Ports!.MasterUrl, _cluster.PropertiesFile) { Settings = ClusterSettings.OfJob(installation, job.Computes) };
        var start = new ProcessStartInfo(installation.SparkSubmit, line.For(SparkBindings.Of(program), program.Location, args).Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (name, value) in installation.Environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return await FollowAsync(start, new SubmittedOutput(args.Contains("--json", StringComparer.Ordinal)));
    }

    private async Task OfferConnectAsync()
    {
        if (!string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Remote)))
            return;
        if (_cluster.ConnectProcess is null || !await Loopback.AnswersAsync(_cluster.Ports!.Connect, CancellationToken.None))
            throw new PipelineException(
                ExitCode.CannotConnect, $"No Connect server runs here, and {Remote} is not set.", $"Type: ./pipeline spark up --connect   (or set {Remote}=sc://host:port).");
        Environment.SetEnvironmentVariable(Remote, _cluster.Remote);
    }

    private async Task RequireWorkerAsync()
    {
        var status = await _cluster.StatusAsync(CancellationToken.None);
        if (status is null)
            throw new PipelineException(ExitCode.CannotConnect, "No Spark master runs here.", "Type: ./pipeline spark up");
        if (!status.AliveWorkers.Any())
            throw new PipelineException(ExitCode.CannotConnect, $"The master at {_cluster.Ports!.MasterUrl} has no worker.", "Type: ./pipeline spark up");
    }

    /// <summary>Waits for those that outlive the JVM: the job holds its lock until it has recorded its own end, and ends itself when that takes long.</summary>
    private static async Task EndOfAsync(IReadOnlyList<int> family)
    {
        var began = Stopwatch.GetTimestamp();
        while (family.Any(ProcessTree.IsAlive) && Stopwatch.GetElapsedTime(began) < LongestEnd)
            await Task.Delay(50);
    }

    /// <summary>
    /// Waits for its end. Every signal is passed on as a SIGTERM, so that the job ends in order: a JVM that was started in the background
    /// ignores SIGINT, and one that a Ctrl-C has reached already takes no harm.
    /// </summary>
    private async Task<ExitCode> FollowAsync(ProcessStartInfo start, SubmittedOutput output)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        PosixSignal? received = null;
        IReadOnlyList<int> family = [];
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Note);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Note);
        using var ended = new CancellationTokenSource();
        var watch = new WorkerWatch(_cluster, Console.Error).RunAsync(job.Name, ended.Token);
        await output.CopyAsync(process.StandardOutput, Console.Out, Console.Error);
        await process.WaitForExitAsync();
        await ended.CancelAsync();
        await watch;
        var code = (ExitCode)process.ExitCode;
        if (code != ExitCode.Done && received is null && !output.HasFailed)
            UnsaidEnd.Write(job.Name, process.ExitCode);
        if (code == ExitCode.Done || received is not { } signal)
            return code;

        await EndOfAsync(family);

        // What the job says of it goes through the JVM, which may be gone by then.
        JobOutput.Error($"{job.Name} was stopped by {signal}, and its application on Spark with it; what it was at work on is not published.", "Run it again: a rerun starts clean.");
        return signal == PosixSignal.SIGINT ? ExitCode.Interrupted : ExitCode.Terminated;

        void Note(PosixSignalContext context)
        {
            context.Cancel = true;
            received = context.Signal;
            family = ProcessTree.Family(process.Id);
            LibC.Signal(process.Id, LibC.Terminate);
        }
    }
}
