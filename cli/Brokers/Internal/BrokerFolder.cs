using System.Text.Json;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Brokers.Internal;

/// <summary>Where a native broker keeps everything.</summary>
internal sealed class BrokerFolder
{
    public BrokerFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path);
        Directory.CreateDirectory(ZooKeeperData);
        Directory.CreateDirectory(KafkaData);
    }

    public string Path { get; }

    public string ZooKeeperData => Join("zookeeper");

    public string ZooKeeperSettings => Join("zookeeper.properties");

    public string ZooKeeperLog => Join("zookeeper.log");

    public string KafkaData => Join("kafka");

    public string KafkaLog => Join("kafka.log");

    private string PortsFile => Join("ports.json");

    /// <summary>The ports of the last start, or null before the first.</summary>
    public BrokerPorts? Ports
    {
        get => File.Exists(PortsFile) ? JsonSerializer.Deserialize<BrokerPorts>(File.ReadAllText(PortsFile)) : null;
        set
        {
            File.WriteAllText($"{PortsFile}.new", JsonSerializer.Serialize(value));
            File.Move($"{PortsFile}.new", PortsFile, overwrite: true);
        }
    }

    /// <summary>Waits until no other program starts or stops this broker.</summary>
    public Task<FileLock> StartingAsync(CancellationToken cancellation) => FileLock.TakeAsync(Join("starting.lock"), cancellation);

    private string Join(string name) => System.IO.Path.Combine(Path, name);
}
