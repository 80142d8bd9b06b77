using System.Text;
using CliWrap.Buffered;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Stack.Internal;

/// <summary>Debian's supervisor, which keeps the stack's processes running.</summary>
internal sealed class Supervisor(StackFolder folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static ServerPackage Package { get; } = new("The process supervisor", "supervisor");

    /// <summary>The running supervisor of this folder; null when none runs.</summary>
    public int? ProcessNumber =>
        File.Exists(folder.ProcessId) && int.TryParse(File.ReadAllText(folder.ProcessId), out var id) && ProcessTree.CommandLine(id).Contains(folder.Settings, StringComparison.Ordinal)
            ? id
            : null;

    /// <summary>True when it ended without stopping its services: only then it leaves the file with its number. With the machine they ended, too.</summary>
    public bool WasKilled => File.Exists(folder.ProcessId) && ProcessNumber is null && File.GetLastWriteTimeUtc(folder.ProcessId) > Booted;

    private static DateTime Booted => DateTime.UtcNow - TimeSpan.FromMilliseconds(Environment.TickCount64);

    /// <summary>Starts it with these services, none of which runs yet.</summary>
    public async Task StartAsync(IReadOnlyList<StackService> services, CancellationToken cancellation)
    {
        ServerFolder.WriteSecretly(folder.Settings, Encoding.UTF8.GetBytes(SupervisorConf.Text(folder, services)));
        await Command.RunAsync(["env", .. Without(services), Program("supervisord"), "-c", folder.Settings], cancellation);
        for (var end = DateTime.UtcNow + Patience; (await ControlAsync(cancellation, "pid")).ExitCode != 0; await Task.Delay(Pause, cancellation))
        {
            if (DateTime.UtcNow > end)
                throw new PipelineException(ExitCode.CannotConnect, "The supervisor does not answer.", $"Read {folder.SupervisorLog}.");
        }
    }

    /// <summary>Starts one service; one that runs is left alone.</summary>
    public Task LaunchAsync(string service, CancellationToken cancellation) => ControlAsync(cancellation, "start", service);

    /// <summary>What the supervisor says of each service, by name.</summary>
    public async Task<IReadOnlyDictionary<string, SupervisedState>> StatesAsync(CancellationToken cancellation) => ProcessNumber is null
        ? new Dictionary<string, SupervisedState>(StringComparer.Ordinal)
        : (await ControlAsync(cancellation, "status")).StandardOutput.Split('\n')
            .Select(SupervisedState.Parse).OfType<SupervisedState>().ToDictionary(state => state.Name, StringComparer.Ordinal);

    /// <summary>Stops all services, the last started first, and the supervisor. False when it did not run.</summary>
    public async Task<bool> StopAsync(CancellationToken cancellation)
    {
        if (ProcessNumber is not { } id)
            return false;
        LibC.Signal(id, LibC.Terminate);
        for (var end = DateTime.UtcNow + StopPatience; ProcessNumber is not null; await Task.Delay(Pause, cancellation))
        {
            if (DateTime.UtcNow > end)
                throw new PipelineException(ExitCode.CannotConnect, $"The supervisor (process {id}) has not ended after {StopPatience.TotalMinutes:N0} minutes.", $"Read {folder.SupervisorLog}.");
        }

        return true;
    }

    /// <summary>Its settings can give a service a variable, but take none away: so it does not get those itself.</summary>
    private static IEnumerable<string> Without(IEnumerable<StackService> services) =>
        services.SelectMany(service => service.Environment).Where(variable => variable.Value is null).Select(variable => $"--unset={variable.Key}").Distinct(StringComparer.Ordinal);

    private static string Program(string name) => ProgramFolders.Find(name) ?? throw Package.Missing("it is not installed");

    private Task<BufferedCommandResult> ControlAsync(CancellationToken cancellation, params string[] words) =>
        Command.TryAsync([Program("supervisorctl"), "-c", folder.Settings, .. words], cancellation);
}
