using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Spark;

/// <summary>Where a standalone cluster listens on 127.0.0.1.</summary>
/// <param name="Master">What applications are submitted to.</param>
/// <param name="MasterUi">The master's pages.</param>
/// <param name="WorkerUi">The worker's pages.</param>
/// <param name="Connect">The standing Connect server.</param>
internal sealed record SparkPorts(int Master, int MasterUi, int WorkerUi, int Connect)
{
    /// <summary>Where everybody expects them; the worker's pages make room for the master's on 8081.</summary>
    public static SparkPorts Usual { get; } = new(7077, 8081, 8082, 15002);

    public string MasterUrl => $"spark://127.0.0.1:{Master}";

    public IEnumerable<int> OfCluster => [Master, MasterUi, WorkerUi];

    /// <summary>Four that nobody uses now.</summary>
    public static SparkPorts Free()
    {
        var ports = Loopback.FreePorts(4);
        return new(ports[0], ports[1], ports[2], ports[3]);
    }
}
