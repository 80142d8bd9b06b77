using Pipeline.Cli.Airflow;
using Pipeline.Cli.Brokers.Internal;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Spark;

namespace Pipeline.Cli.Stack;

/// <summary>The composition of the stack: every process, what it waits for, and how it says that it is well. <see cref="StackHandOver"/> has how each is started.</summary>
internal sealed class StackServices(StackPorts ports, AirflowSettings airflow)
{
    public const string Topic = "my_topic";

    // The scheduler starts tasks the moment it can.
    private static readonly string[] BeforeTasks = [StackNames.Webserver, StackNames.SparkWorker, StackNames.Events, StackNames.MySql];

    private string Broker => ports.Broker.OutsideAddress;

    /// <summary>All of them in start order.</summary>
    public IReadOnlyList<StackService> List(PrivatePostgres postgres, PrivateMySql mysql) =>
    [
        new(StackNames.Postgres, [], $"127.0.0.1:{ports.Postgres}", postgres.IsWellAsync) { StopSignal = "INT" },
        new(StackNames.MySql, [], $"127.0.0.1:{ports.MySql}", mysql.IsWellAsync),
        new(StackNames.ZooKeeper, [], $"127.0.0.1:{ports.Broker.ZooKeeper}", stop => ZooKeeperServer.IsWellAsync(ports.Broker.ZooKeeper, stop)),
        new(StackNames.Kafka, [StackNames.ZooKeeper], Broker, _ => KafkaServer.IsWellAsync(ports.Broker)),
        new(StackNames.Events, [StackNames.Kafka], $"topic {Topic}", _ => Task.FromResult(HasEvents())),
        new(StackNames.SparkMaster, [], $"{ports.Spark.MasterUrl}, pages at http://127.0.0.1:{ports.Spark.MasterUi}", IsMasterWellAsync),
        new(StackNames.SparkWorker, [StackNames.SparkMaster], $"http://127.0.0.1:{ports.Spark.WorkerUi}", HasWorkerAsync),
        Airflow(StackNames.Webserver, [StackNames.AirflowInit], airflow.Address, health => health.Database.IsWell),
        Airflow(StackNames.Scheduler, BeforeTasks, "", health => health.Scheduler.IsWell),
        Airflow(StackNames.DagProcessor, [StackNames.AirflowInit], "", health => health.DagProcessor.IsWell),
    ];

    private StackService Airflow(string name, IReadOnlyList<string> needs, string address, Func<AirflowHealth, bool> isWell) =>
        new(name, needs, address, async stop => await AirflowHealth.AskAsync(airflow.Address, stop) is { } health && isWell(health))
        {
            Patience = TimeSpan.FromMinutes(5),
        };

    private bool HasEvents()
    {
        try
        {
            return KafkaServer.Offsets(Broker, Topic) > 0;
        }
        catch (Confluent.Kafka.KafkaException)
        {
            return false;
        }
    }

    private async Task<bool> IsMasterWellAsync(CancellationToken stop) => await MasterStatus.AskAsync(ports.Spark.MasterUi, stop) is not null;

    private async Task<bool> HasWorkerAsync(CancellationToken stop) => (await MasterStatus.AskAsync(ports.Spark.MasterUi, stop))?.AliveWorkers.Any() == true;
}
