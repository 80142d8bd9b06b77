using System.Globalization;
using Pipeline.Cli.Airflow;
using Pipeline.Cli.Brokers;
using Pipeline.Cli.Brokers.Internal;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Spark;

namespace Pipeline.Cli.Stack;

/// <summary>The composition of the stack: every process, what it waits for, and how it says that it is well.</summary>
internal sealed class StackServices(ProjectFolder project, StackParts parts, StackPorts ports, AirflowSettings airflow)
{
    public const string Topic = "my_topic";

    private const int EventsPerSecond = 5;

    // The scheduler starts tasks the moment it can.
    private static readonly string[] BeforeTasks = [StackNames.Webserver, StackNames.SparkWorker, StackNames.Events, StackNames.MySql];

    private string Broker => $"127.0.0.1:{ports.Broker.Outside}";

    private string KafkaFolder => Path.Combine(project.Private, "kafka");

    /// <summary>All of them in start order.</summary>
    /// <param name="postgres">The private PostgreSQL.</param>
    /// <param name="mysql">The private MySQL or MariaDB.</param>
    /// <param name="handOver">True to stop the databases and give them to the supervisor; false to leave all as it runs.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<IReadOnlyList<StackService>> ListAsync(PrivatePostgres postgres, PrivateMySql mysql, bool handOver, CancellationToken cancellation)
    {
        var (postgresCommand, mysqlCommand) = handOver
            ? (await postgres.HandOverAsync(ports.Postgres, cancellation), await mysql.HandOverAsync(ports.MySql, cancellation))
            : ([], []);
        var (zooKeeper, kafka) = NativeKafka.HandOver(parts.Kafka, KafkaFolder, ports.Broker);
        var (master, worker) = SparkCluster.Of(project).HandOver(parts.Spark, ports.Spark);
        var variables = await new AirflowEnvironment(project, parts.Airflow).VariablesAsync(cancellation);
        return
        [
            new(StackNames.Postgres, [], postgresCommand, $"127.0.0.1:{ports.Postgres}", postgres.IsWellAsync) { StopSignal = "INT" },
            new(StackNames.MySql, [], mysqlCommand, $"127.0.0.1:{ports.MySql}", mysql.IsWellAsync),
            new(StackNames.ZooKeeper, [], zooKeeper, $"127.0.0.1:{ports.Broker.ZooKeeper}", stop => ZooKeeperServer.IsWellAsync(ports.Broker.ZooKeeper, stop)),
            new(StackNames.Kafka, [StackNames.ZooKeeper], kafka, Broker, _ => KafkaServer.IsWellAsync(ports.Broker)),
            new(StackNames.Events, [StackNames.Kafka], Events, $"topic {Topic}", _ => Task.FromResult(HasEvents())),
            new(StackNames.SparkMaster, [], master, $"{ports.Spark.MasterUrl}, pages at http://127.0.0.1:{ports.Spark.MasterUi}", IsMasterWellAsync)
            {
                Environment = parts.Spark.Environment,
            },
            new(StackNames.SparkWorker, [StackNames.SparkMaster], worker, $"http://127.0.0.1:{ports.Spark.WorkerUi}", HasWorkerAsync)
            {
                Environment = parts.Spark.Environment,
            },
            Airflow(StackNames.Webserver, [StackNames.AirflowInit], ["api-server"], airflow.Address, variables, health => health.Database.IsWell),
            Airflow(StackNames.Scheduler, BeforeTasks, ["scheduler", "--skip-serve-logs"], "", variables, health => health.Scheduler.IsWell),
            Airflow(StackNames.DagProcessor, [StackNames.AirflowInit], ["dag-processor"], "", variables, health => health.DagProcessor.IsWell),
        ];
    }

    /// <summary>An endless stream; a new seed at each start, so that what starts again does not repeat itself.</summary>
    private IReadOnlyList<string> Events =>
    [
        "sh", "-c",
        """exec "$0" "$@" --seed "$(date +%s)" """.TrimEnd(),
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? Environment.ProcessPath! : "dotnet",
        typeof(StackServices).Assembly.Location, "run", "events", "--topic", Topic, "--bootstrap-servers", Broker, "--start", "now",
        "--rate", EventsPerSecond.ToString(CultureInfo.InvariantCulture), "--bad-every", "500", "--bad-kinds", "NotJson,MissingField,ImpossibleDate",
    ];

    private StackService Airflow(
        string name, IReadOnlyList<string> needs, IReadOnlyList<string> words, string address, IReadOnlyDictionary<string, string?> variables, Func<AirflowHealth, bool> isWell) => new(
            name, needs, [parts.Airflow.Airflow, .. words], address,
            async stop => await AirflowHealth.AskAsync(airflow.Address, stop) is { } health && isWell(health))
        {
            Environment = variables,
            Patience = TimeSpan.FromMinutes(5),
        };

    private bool HasEvents()
    {
        try
        {
            return KafkaServer.Messages(Broker, Topic) > 0;
        }
        catch (Confluent.Kafka.KafkaException)
        {
            return false;
        }
    }

    private async Task<bool> IsMasterWellAsync(CancellationToken stop) => await MasterStatus.AskAsync(ports.Spark.MasterUi, stop) is not null;

    private async Task<bool> HasWorkerAsync(CancellationToken stop) => (await MasterStatus.AskAsync(ports.Spark.MasterUi, stop))?.AliveWorkers.Any() == true;
}
