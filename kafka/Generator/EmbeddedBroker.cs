using System.Collections.Concurrent;
using Confluent.Kafka;
using Pipeline.Common;

namespace Pipeline.Events;

/// <summary>
/// A Kafka broker inside this process: the mock cluster of librdkafka. Other processes of this machine connect to it as to any
/// broker. A topic comes into being, with <see cref="Partitions"/> partitions, when it is first produced to. Nothing is on disk:
/// it ends with the process, and it forgets the oldest messages of a partition beyond <see cref="BytesPerPartition"/>.
/// </summary>
public sealed class EmbeddedBroker : IDisposable
{
    /// <summary>How many partitions each topic has.</summary>
    public const int Partitions = 4;

    /// <summary>How many bytes a partition keeps, batches as they came, that is compressed.</summary>
    public const long BytesPerPartition = 5 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<string, EmbeddedBroker> OfThisProcess = new(StringComparer.Ordinal);

    private readonly IAdminClient _owner;
    private readonly EmbeddedBrokerAddress _address;
    private readonly string _folder;

    private EmbeddedBroker(IAdminClient owner, EmbeddedBrokerAddress address, string folder)
    {
        _owner = owner;
        _address = address;
        _folder = folder;
    }

    /// <summary>The address, host:port, on loopback.</summary>
    public string BootstrapServers => _address.BootstrapServers;

    /// <summary>Starts one, and leaves its address in the folder (<see cref="EmbeddedBrokerAddress.Find"/> reads it).</summary>
    /// <exception cref="PipelineException">One of this folder runs already (exit 75), or this machine lets none listen (exit 3).</exception>
    public static EmbeddedBroker Start(string folder)
    {
        if (EmbeddedBrokerAddress.Find(folder) is { } other)
            throw new PipelineException(
                ExitCode.AttemptAtWork,
                $"An embedded broker runs already at {other.BootstrapServers}, in process {other.ProcessId}.",
                $"Use it (KAFKA_BOOTSTRAP_SERVERS={other.BootstrapServers}), stop that process, or choose another --folder.");

        var owner = Open();
        try
        {
            var node = owner.GetMetadata(Patience).Brokers[0];
            var address = EmbeddedBrokerAddress.OfThisProcess($"{node.Host}:{node.Port}");
            address.Write(folder);
            return OfThisProcess[address.BootstrapServers] = new EmbeddedBroker(owner, address, folder);
        }
        catch (KafkaException error)
        {
            owner.Dispose();
            throw new PipelineException(
                ExitCode.CannotConnect,
                $"The embedded broker does not answer: {error.Error.Reason}.",
                "Check that this machine lets a process listen on 127.0.0.1.",
                error);
        }
    }

    /// <summary>Whether an address is that of an embedded broker, of this process or of another that shares the folder.</summary>
    public static bool IsAt(string bootstrapServers, string folder) =>
        OfThisProcess.ContainsKey(bootstrapServers)
        || string.Equals(EmbeddedBrokerAddress.Find(folder)?.BootstrapServers, bootstrapServers, StringComparison.Ordinal);

    /// <summary>Ends it, with all that it holds.</summary>
    public void Dispose()
    {
        OfThisProcess.TryRemove(BootstrapServers, out _);
        _address.Remove(_folder);
        _owner.Dispose();
    }

    private static IAdminClient Open() =>
        new AdminClientBuilder(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // The client that owns the cluster is given the cluster's address, whatever stands here.
            ["bootstrap.servers"] = "127.0.0.1:1",
            ["test.mock.num.brokers"] = "1",
        })
        .SetLogHandler(static (_, _) => { })
        .SetErrorHandler(static (_, _) => { })
        .Build();
}
