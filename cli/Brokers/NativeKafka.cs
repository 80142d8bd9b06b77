using System.Diagnostics;
using Pipeline.Cli.Brokers.Internal;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Brokers;

/// <summary>
/// A Kafka broker with its ZooKeeper, from jars, on 127.0.0.1, with all they have in one folder. They outlive the program that
/// starts them; a later start finds them running, or starts them again on the same data after whatever ended them.
/// </summary>
public sealed class NativeKafka
{
    private const int Starts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LeadersPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly BrokerFolder _folder;

    private NativeKafka(BrokerFolder folder, BrokerPorts ports, bool wasRunning)
    {
        _folder = folder;
        Ports = ports;
        WasRunning = wasRunning;
    }

    /// <summary>Where it listens.</summary>
    public BrokerPorts Ports { get; }

    /// <summary>The address for programs of this machine.</summary>
    public string BootstrapServers => $"127.0.0.1:{Ports.Outside}";

    /// <summary>True when it ran already.</summary>
    public bool WasRunning { get; }

    /// <summary>The broker's process; null when it has ended.</summary>
    public int? ProcessId => JavaServer.Find(_folder.KafkaData)?.Id;

    /// <summary>ZooKeeper's process; null when it has ended.</summary>
    public int? ZooKeeperProcessId => JavaServer.Find(_folder.ZooKeeperData)?.Id;

    /// <summary>Finds both running, or starts what is missing, and returns when a topic could be made.</summary>
    /// <param name="installation">Java, jars and settings.</param>
    /// <param name="folder">All that the two have: data, logs, ports.</param>
    /// <param name="ports">Where to listen when they do not run yet.</param>
    /// <param name="cancellation">Ends the waiting, and stops what was started.</param>
    /// <exception cref="PipelineException">A port is taken, or one of them does not start (exit 3).</exception>
    public static async Task<NativeKafka> StartAsync(KafkaInstallation installation, string folder, BrokerPorts ports, CancellationToken cancellation)
    {
        var place = new BrokerFolder(folder);
        using var starting = await place.StartingAsync(cancellation);
        if (await FindAsync(place, cancellation) is { } running)
            return running;

        await StopAsync(place);
        if (ports.All.FirstOrDefault(port => !Loopback.IsFree(port)) is > 0 and var taken)
            throw new PipelineException(
                ExitCode.CannotConnect, $"Another program listens on 127.0.0.1:{taken}.", $"See which with `ss -ltnp 'sport = :{taken}'`, and stop it.");
        place.Ports = ports;
        try
        {
            await StartZooKeeperAsync(installation, place, ports, cancellation);
            await StartKafkaAsync(installation, place, ports, cancellation);
            return new NativeKafka(place, ports, wasRunning: false);
        }
        catch
        {
            await StopAsync(place);
            throw;
        }
    }

    /// <summary>The broker of a folder when it runs and is well; else null.</summary>
    public static Task<NativeKafka?> FindAsync(string folder, CancellationToken cancellation) => FindAsync(new BrokerFolder(folder), cancellation);

    /// <summary>Stops broker and ZooKeeper of a folder, in this order; nothing when neither runs.</summary>
    public static async Task StopAsync(string folder, CancellationToken cancellation)
    {
        var place = new BrokerFolder(folder);
        using var starting = await place.StartingAsync(cancellation);
        await StopAsync(place);
    }

    /// <summary>Lays out a broker's folder for a supervisor, and gives the command lines of ZooKeeper and Kafka.</summary>
    internal static (IReadOnlyList<string> ZooKeeper, IReadOnlyList<string> Kafka) HandOver(KafkaInstallation installation, string folder, BrokerPorts ports) =>
        CommandLines(installation, new BrokerFolder(folder) { Ports = ports }, ports);

    /// <summary>Stops both.</summary>
    public Task StopAsync(CancellationToken cancellation) => StopAsync(_folder.Path, cancellation);

    /// <summary>The topics whose names begin so.</summary>
    public IReadOnlyList<string> Topics(string beginning)
    {
        using var admin = KafkaServer.Admin(BootstrapServers);
        return [.. admin.GetMetadata(Patience).Topics.Select(topic => topic.Topic).Where(name => name.StartsWith(beginning, StringComparison.Ordinal))];
    }

    /// <summary>Deletes a topic; a new one of its name cannot be made at once.</summary>
    public async Task DeleteAsync(string topic)
    {
        using var admin = KafkaServer.Admin(BootstrapServers);
        await admin.DeleteTopicsAsync([topic]);
    }

    /// <summary>How many offsets a topic still holds; none when it is not there.</summary>
    public long Messages(string topic) => KafkaServer.Messages(BootstrapServers, topic);

    private static async Task<NativeKafka?> FindAsync(BrokerFolder place, CancellationToken cancellation) =>
        place.Ports is { } ports
        && JavaServer.Find(place.KafkaData) is not null
        && await ZooKeeperServer.IsWellAsync(ports.ZooKeeper, cancellation)
        && await KafkaServer.IsWellAsync(ports)
            ? new NativeKafka(place, ports, wasRunning: true)
            : null;

    private static (IReadOnlyList<string> ZooKeeper, IReadOnlyList<string> Kafka) CommandLines(KafkaInstallation installation, BrokerFolder place, BrokerPorts ports) => (
        JavaServer.CommandLineOf(
            place.ZooKeeperData, installation.Java.Program, ZooKeeperServer.Arguments(place, installation.Jars, installation.Logging, ports.ZooKeeper)),
        JavaServer.CommandLineOf(
            place.KafkaData, installation.Java.Program, KafkaServer.Arguments(place, installation.Jars, installation.Settings, installation.Logging, ports)));

    private static async Task StartZooKeeperAsync(KafkaInstallation installation, BrokerFolder place, BrokerPorts ports, CancellationToken cancellation)
    {
        File.Delete(place.ZooKeeperLog);
        var server = await JavaServer.LaunchAsync(CommandLines(installation, place, ports).ZooKeeper, place.ZooKeeperLog, cancellation);
        if (!await IsWellInTimeAsync(server, () => ZooKeeperServer.IsWellAsync(ports.ZooKeeper, cancellation), cancellation))
            throw NotStarted("ZooKeeper", ports.ZooKeeper, place.ZooKeeperLog);
    }

    private static async Task StartKafkaAsync(KafkaInstallation installation, BrokerFolder place, BrokerPorts ports, CancellationToken cancellation)
    {
        File.Delete(place.KafkaLog);
        for (var start = 1; start <= Starts; start++)
        {
            var server = await JavaServer.LaunchAsync(CommandLines(installation, place, ports).Kafka, place.KafkaLog, cancellation);
            if (await IsWellInTimeAsync(server, () => KafkaServer.IsWellAsync(ports), cancellation))
            {
                await WaitForLeadersAsync(place, ports, cancellation);
                return;
            }

            // After a kill, ZooKeeper holds on to the dead broker's session for some seconds, and the new one gives up.
            if (server.IsAlive || !(await File.ReadAllTextAsync(place.KafkaLog, cancellation)).Contains("NodeExists", StringComparison.Ordinal))
                break;
            await Task.Delay(TimeSpan.FromSeconds(3), cancellation);
        }

        throw NotStarted("The Kafka broker", ports.Outside, place.KafkaLog);
    }

    /// <summary>Waits for what the disk says is there, but not for ever: a leftover of a topic that was deleted has no leader.</summary>
    private static async Task WaitForLeadersAsync(BrokerFolder place, BrokerPorts ports, CancellationToken cancellation)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < LeadersPatience; await Task.Delay(Pause, cancellation))
        {
            if (KafkaServer.Leads(place, ports))
                return;
        }
    }

    private static async Task<bool> IsWellInTimeAsync(JavaServer server, Func<Task<bool>> isWell, CancellationToken cancellation)
    {
        for (var began = Stopwatch.GetTimestamp(); server.IsAlive && Stopwatch.GetElapsedTime(began) < Patience; await Task.Delay(Pause, cancellation))
        {
            if (await isWell())
                return server.IsAlive;
        }

        return false;
    }

    private static async Task StopAsync(BrokerFolder place)
    {
        foreach (var mark in (string[])[place.KafkaData, place.ZooKeeperData])
        {
            if (JavaServer.Find(mark) is { } server)
                await server.StopAsync();
        }
    }

    private static PipelineException NotStarted(string server, int port, string log)
    {
        var lines = File.Exists(log) ? File.ReadAllLines(log) : [];
        var reason = lines.LastOrDefault(line => line.Contains("ERROR", StringComparison.Ordinal) || line.Contains("FATAL", StringComparison.Ordinal))
            ?? lines.LastOrDefault() ?? "it wrote no log";
        return new PipelineException(
            ExitCode.CannotConnect, $"{server} did not start on 127.0.0.1:{port}: {reason.Trim()}", $"Read {log}, mend the cause, and try again.");
    }
}
