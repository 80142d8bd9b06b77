using System.Diagnostics;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Spark.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Spark;

/// <summary>
/// A standalone master with one worker, and a Connect server when asked for, on 127.0.0.1. They outlive the program that starts
/// them; a later start finds them running and starts what is missing.
/// </summary>
/// <param name="folderPath">All they have: settings, secrets, logs, work.</param>
internal sealed class SparkCluster(string folderPath)
{
    /// <summary>The variable by which a program uses another cluster than the project's own.</summary>
    public const string FolderSetting = "PIPELINE_SPARK_CLUSTER";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // The last to start is the first to stop.
    private static readonly string[] StopOrder = [ClusterProcess.ConnectName, ClusterProcess.WorkerName, ClusterProcess.MasterName];

    private readonly ClusterFolder _folder = new(folderPath);

    /// <summary>All it has.</summary>
    public string Folder => folderPath;

    /// <summary>The ports of the last start; null before the first.</summary>
    public SparkPorts? Ports => _folder.Ports;

    /// <summary>What spark-submit is given, the secret among it; mode 600.</summary>
    public string PropertiesFile => _folder.Settings;

    public int? MasterProcess => _folder.Find(ClusterProcess.MasterName)?.Id;

    public int? WorkerProcess => _folder.Find(ClusterProcess.WorkerName)?.Id;

    public int? ConnectProcess => _folder.Find(ClusterProcess.ConnectName)?.Id;

    /// <summary>True while any of its processes lives: each knows the others by the ports of their start.</summary>
    private bool IsAlive => (MasterProcess ?? WorkerProcess ?? ConnectProcess) is not null;

    /// <summary>Where a client of the Connect server goes, its token included: for SPARK_REMOTE alone.</summary>
    public string Remote => $"sc://127.0.0.1:{Ports!.Connect}/;token={_folder.Secret("connect")}";

    /// <summary>The cluster of a project, or the one whose folder PIPELINE_SPARK_CLUSTER names.</summary>
    public static SparkCluster Of(ProjectFolder project) =>
        new(Environment.GetEnvironmentVariable(FolderSetting) is { Length: > 0 } other ? other : Path.Combine(project.Private, "spark-cluster"));

    /// <summary>Starts what does not run, and returns when the worker is registered and the Connect server answers.</summary>
    /// <exception cref="PipelineException">A port is taken, or a process does not start (exit 3).</exception>
    public async Task StartAsync(SparkInstallation installation, SparkPorts wished, bool connect, CancellationToken cancellation)
    {
        using var starting = await _folder.StartingAsync(cancellation);
        if (!IsAlive)
            _folder.ForgetApplications();
        var ports = IsAlive && Ports is { } running ? running : wished;
        _folder.Ports = ports;
        ConfFile.Write(_folder.Settings, ClusterSettings.Of(installation, _folder));
        if (connect)
            ConfFile.Write(_folder.ConnectSettings, ClusterSettings.OfConnect(installation, _folder, ports));

        await EnsureAsync(
            installation, ClusterProcess.Master(_folder, ports), [ports.Master, ports.MasterUi],
            async () => await MasterStatus.AskAsync(ports.MasterUi, cancellation) is not null, cancellation);
        await EnsureAsync(
            installation, ClusterProcess.Worker(_folder, ports), [ports.WorkerUi],
            async () => (await MasterStatus.AskAsync(ports.MasterUi, cancellation))?.AliveWorkers.Any() == true, cancellation);
        if (connect)
            await EnsureAsync(
                installation, ClusterProcess.Connect(_folder, ports), [ports.Connect], () => Loopback.AnswersAsync(ports.Connect, cancellation), cancellation);
    }

    /// <summary>Lays out settings and ports for a supervisor, and gives the command lines of master and worker.</summary>
    public (IReadOnlyList<string> Master, IReadOnlyList<string> Worker) HandOver(SparkInstallation installation, SparkPorts ports)
    {
        if (!IsAlive)
            _folder.ForgetApplications();
        _folder.Ports = ports;
        ConfFile.Write(_folder.Settings, ClusterSettings.Of(installation, _folder));
        return (
            ClusterProcess.Master(_folder, ports).CommandLine(installation, _folder),
            ClusterProcess.Worker(_folder, ports).CommandLine(installation, _folder));
    }

    /// <summary>Stops all, the Connect server first. Returns how many processes ran.</summary>
    public async Task<int> StopAsync(CancellationToken cancellation)
    {
        using var starting = await _folder.StartingAsync(cancellation);
        var stopped = 0;
        foreach (var name in StopOrder)
        {
            if (_folder.Find(name) is not { } process)
                continue;
            await process.StopAsync();
            stopped++;
        }

        return stopped;
    }

    /// <summary>Asks the master; null when it does not run or does not answer.</summary>
    public async Task<MasterStatus?> StatusAsync(CancellationToken cancellation) =>
        MasterProcess is null || Ports is not { } ports ? null : await MasterStatus.AskAsync(ports.MasterUi, cancellation);

    private async Task EnsureAsync(
        SparkInstallation installation, ClusterProcess process, IEnumerable<int> ports, Func<Task<bool>> isWell, CancellationToken cancellation)
    {
        var found = _folder.Find(process.Name);
        var server = found;
        if (server is null)
        {
            if (ports.FirstOrDefault(port => !Loopback.IsFree(port)) is > 0 and var taken)
                throw new PipelineException(
                    ExitCode.CannotConnect,
                    $"Another program listens on 127.0.0.1:{taken}, where Spark's {process.Name} belongs.",
                    $"See which with `ss -ltnp 'sport = :{taken}'` and stop it, or type: ./pipeline spark down && ./pipeline spark up --free-ports");
            server = await process.LaunchAsync(installation, _folder, cancellation);
        }

        var began = Stopwatch.GetTimestamp();
        try
        {
            while (!await isWell())
            {
                if (!server.IsAlive || Stopwatch.GetElapsedTime(began) > Patience)
                    throw NotStarted(process.Name, server.IsAlive);
                await Task.Delay(Pause, cancellation);
            }
        }
        catch
        {
            // What ran before may have work of others in hand.
            if (found is null && server.IsAlive)
                await server.StopAsync();
            throw;
        }
    }

    private PipelineException NotStarted(string name, bool alive)
    {
        var lines = File.Exists(_folder.Log(name)) ? File.ReadAllLines(_folder.Log(name)) : [];
        var reason = lines.LastOrDefault(line => line.Contains("ERROR", StringComparison.Ordinal) || line.StartsWith("Caused by", StringComparison.Ordinal))
            ?? lines.LastOrDefault("it wrote no log");
        var what = alive ? $"was not ready after {Patience.TotalSeconds:N0} s" : "ended while it started";
        return new PipelineException(
            ExitCode.CannotConnect, $"Spark's {name} {what}: {reason.Trim()}", $"Read {_folder.Log(name)}, mend the cause, and type: ./pipeline spark up");
    }
}
