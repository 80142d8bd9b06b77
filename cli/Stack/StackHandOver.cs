using System.Globalization;
using Pipeline.Cli.Airflow;
using Pipeline.Cli.Brokers;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Spark;

namespace Pipeline.Cli.Stack;

/// <summary>Lays out the stack for its supervisor: how each process is started. Only what does not run may be handed over.</summary>
internal sealed class StackHandOver(ProjectFolder project, StackParts parts, StackPorts ports)
{
    private const int EventsPerSecond = 5;

    /// <summary>An endless stream; a new seed at each start, so that what starts again does not repeat itself.</summary>
    private IReadOnlyList<string> Events =>
    [
        "sh", "-c",
        """exec "$0" "$@" --seed "$(date +%s)" """.TrimEnd(),
        DotNetHost.Path ?? "dotnet",
        typeof(StackHandOver).Assembly.Location, "run", "events", "--topic", StackServices.Topic, "--bootstrap-servers", ports.Broker.OutsideAddress, "--start", "now",
        "--rate", EventsPerSecond.ToString(CultureInfo.InvariantCulture), "--bad-every", "500", "--bad-kinds", "NotJson,MissingField,ImpossibleDate",
    ];

    /// <summary>Stops the databases, and gives all services their command lines and variables.</summary>
    public async Task<IReadOnlyList<StackService>> GiveAsync(
        IReadOnlyList<StackService> services, PrivatePostgres postgres, PrivateMySql mysql, CancellationToken cancellation)
    {
        var (zooKeeper, kafka) = NativeKafka.HandOver(parts.Kafka, project.Kafka, ports.Broker);
        var (master, worker) = SparkCluster.Of(project).HandOver(parts.Spark, ports.Spark);
        var airflow = parts.Airflow.Airflow;
        var commands = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [StackNames.Postgres] = await postgres.HandOverAsync(ports.Postgres, cancellation),
            [StackNames.MySql] = await mysql.HandOverAsync(ports.MySql, cancellation),
            [StackNames.ZooKeeper] = zooKeeper,
            [StackNames.Kafka] = kafka,
            [StackNames.Events] = Events,
            [StackNames.SparkMaster] = master,
            [StackNames.SparkWorker] = worker,
            [StackNames.Webserver] = [airflow, "api-server"],
            [StackNames.Scheduler] = [airflow, "scheduler", "--skip-serve-logs"],
            [StackNames.DagProcessor] = [airflow, "dag-processor"],
        };
        var ofAirflow = await new AirflowEnvironment(project, parts.Airflow).VariablesAsync(cancellation);
        return [.. services.Select(service => service with { Command = commands[service.Name], Environment = VariablesOf(service, ofAirflow) })];
    }

    private IReadOnlyDictionary<string, string?> VariablesOf(StackService service, IReadOnlyDictionary<string, string?> ofAirflow) => service.Name switch
    {
        StackNames.SparkMaster or StackNames.SparkWorker => parts.Spark.Environment,
        StackNames.Webserver or StackNames.Scheduler or StackNames.DagProcessor => ofAirflow,
        _ => service.Environment,
    };
}
