using Pipeline.Cli.Brokers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Spark;

namespace Pipeline.Cli.Stack;

/// <summary>Where the stack listens on 127.0.0.1.</summary>
internal sealed record StackPorts(int Postgres, int MySql, BrokerPorts Broker, SparkPorts Spark, int Airflow)
{
    /// <summary>Where everybody expects them.</summary>
    public static StackPorts Usual { get; } = new(5432, 3306, BrokerPorts.Usual, SparkPorts.Usual, 8080);

    /// <summary>Each with the service that takes it.</summary>
    public IEnumerable<(string Service, int Port)> All =>
    [
        (StackNames.Postgres, Postgres), (StackNames.MySql, MySql), (StackNames.ZooKeeper, Broker.ZooKeeper), (StackNames.Kafka, Broker.Inside), (StackNames.Kafka, Broker.Outside),
        (StackNames.SparkMaster, Spark.Master), (StackNames.SparkMaster, Spark.MasterUi), (StackNames.SparkWorker, Spark.WorkerUi), (StackNames.Webserver, Airflow),
    ];

    /// <summary>Ports that nobody uses now.</summary>
    public static StackPorts Free()
    {
        var ports = Loopback.FreePorts(10);
        return new(ports[0], ports[1], new(ports[2], ports[3], ports[4]), new(ports[5], ports[6], ports[7], ports[8]), ports[9]);
    }
}
