using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Stack;

/// <summary>What the stack keeps beside its servers' data: the supervisor's settings, logs, ports, and the secret that others are made from.</summary>
internal sealed class StackFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // A socket's path must fit into 108 bytes.
    private const int LongestSocket = 100;

    public StackFolder(ProjectFolder project)
    {
        Path = In(project);
        Directory.CreateDirectory(Path, OwnerOnly);
        Directory.CreateDirectory(Logs, OwnerOnly);
    }

    /// <summary>That of a stack which was started at some time; null where none was.</summary>
    public static StackFolder? Find(ProjectFolder project) => Directory.Exists(In(project)) ? new(project) : null;

    public string Path { get; }

    public string Logs => Join("logs");

    public string Settings => Join("supervisord.conf");

    public string ProcessId => Join("supervisord.pid");

    public string SupervisorLog => System.IO.Path.Combine(Logs, "supervisord.log");

    /// <summary>Where the supervisor is spoken to; in a deep folder, a short name in the folder for temporary files.</summary>
    public string Socket => Join("supervisor.sock") is { Length: <= LongestSocket } near
        ? near
        : System.IO.Path.Combine("/tmp", $"pipeline-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path)))[..16]}.sock");

    /// <summary>The ports of the last start; null before the first.</summary>
    public StackPorts? Ports
    {
        get => File.Exists(PortsFile) ? JsonSerializer.Deserialize<StackPorts>(File.ReadAllText(PortsFile)) : null;
        set => File.WriteAllText(PortsFile, JsonSerializer.Serialize(value));
    }

    private string PortsFile => Join("ports.json");

    private string SecretFile => Join("secret");

    public string Log(string service) => System.IO.Path.Combine(Logs, $"{service}.log");

    /// <summary>32 bytes of one use, always the same while the folder lives.</summary>
    public byte[] Secret(string use)
    {
        if (!File.Exists(SecretFile))
            ServerFolder.WriteSecretly(SecretFile, RandomNumberGenerator.GetBytes(32));
        return HMACSHA256.HashData(File.ReadAllBytes(SecretFile), Encoding.UTF8.GetBytes(use));
    }

    /// <summary>Waits until no other program starts or stops the stack.</summary>
    public Task<FileLock> StartingAsync(CancellationToken cancellation) => FileLock.TakeAsync(Join("starting.lock"), cancellation);

    private static string In(ProjectFolder project) => System.IO.Path.Combine(project.Private, "stack");

    private string Join(string name) => System.IO.Path.Combine(Path, name);
}
