using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Brokers;

/// <summary>Where a native broker listens on 127.0.0.1.</summary>
/// <param name="ZooKeeper">ZooKeeper's clients, which are the broker itself and its tools.</param>
/// <param name="Inside">The listener for programs beside the broker.</param>
/// <param name="Outside">The listener for programs of the machine.</param>
public sealed record BrokerPorts(int ZooKeeper, int Inside, int Outside)
{
    /// <summary>Where everybody expects them.</summary>
    public static BrokerPorts Usual { get; } = new(2181, 9092, 9093);

    /// <summary>The latter as clients name it, host:port.</summary>
    public string OutsideAddress => $"127.0.0.1:{Outside}";

    /// <summary>Three that nobody uses now.</summary>
    public static BrokerPorts Free()
    {
        var ports = Loopback.FreePorts(3);
        return new(ports[0], ports[1], ports[2]);
    }

    internal IEnumerable<int> All => [ZooKeeper, Inside, Outside];
}
