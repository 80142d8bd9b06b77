using System.Security.Cryptography;
using System.Text.Json;
using Pipeline.Cli.Brokers.Internal;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Spark.Internal;

/// <summary>Where a standalone cluster keeps everything: settings with the secret, logs, work, and the ports of its start.</summary>
internal sealed class ClusterFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public ClusterFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path, OwnerOnly);
    }

    public string Path { get; }

    /// <summary>Settings of the master, the worker and every application; mode 600.</summary>
    public string Settings => Join("cluster.conf");

    /// <summary>Settings of the Connect server, its token among them; mode 600.</summary>
    public string ConnectSettings => Join("connect.conf");

    /// <summary>Where executors run; the worker clears it.</summary>
    public string Work => Join("work");

    /// <summary>Where applications spill and shuffle.</summary>
    public string Scratch => Join("scratch");

    /// <summary>What the master knows of its applications, so that one that comes back takes them up again.</summary>
    public string Recovery => Join("recovery");

    /// <summary>The ports of the last start, or null before the first.</summary>
    public SparkPorts? Ports
    {
        get => File.Exists(PortsFile) ? JsonSerializer.Deserialize<SparkPorts>(File.ReadAllText(PortsFile)) : null;
        set
        {
            File.WriteAllText($"{PortsFile}.new", JsonSerializer.Serialize(value));
            File.Move($"{PortsFile}.new", PortsFile, overwrite: true);
        }
    }

    private string PortsFile => Join("ports.json");

    /// <summary>What a process of the cluster is known by on its command line.</summary>
    public string Mark(string name) => Join(name);

    public string Log(string name) => Join($"{name}.log");

    /// <summary>The running process of a name, or null.</summary>
    public JavaServer? Find(string name) => JavaServer.Find(Mark(name));

    /// <summary>A secret of this cluster, made once and kept in a file that only its owner may read.</summary>
    public string Secret(string name)
    {
        var file = Join($"{name}.secret");
        if (new FileInfo(file) is not { Exists: true, Length: > 0 })
        {
            // In one step: a full disk leaves no empty secret.
            var unfinished = $"{file}.{Environment.ProcessId}";
            ServerFolder.WriteSecretly(unfinished, System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))));
            File.Move(unfinished, file, overwrite: true);
        }

        return File.ReadAllText(file);
    }

    /// <summary>Makes the next master begin without the applications of a cluster that is gone as a whole, and removes what killed ones spilled.</summary>
    public void ForgetApplications()
    {
        foreach (var left in (string[])[Recovery, Scratch])
        {
            if (Directory.Exists(left))
                Directory.Delete(left, recursive: true);
        }

        Directory.CreateDirectory(Recovery, OwnerOnly);
    }

    /// <summary>Waits until no other program starts or stops this cluster.</summary>
    public Task<FileLock> StartingAsync(CancellationToken cancellation) => FileLock.TakeAsync(Join("starting.lock"), cancellation);

    private string Join(string name) => System.IO.Path.Combine(Path, name);
}
