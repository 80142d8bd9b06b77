using Pipeline.Cli.Airflow;
using Pipeline.Cli.Brokers;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Spark;

namespace Pipeline.Cli.Stack;

/// <summary>All that is installed for the stack.</summary>
internal sealed record StackParts(ServerHome Servers, KafkaInstallation Kafka, SparkInstallation Spark, AirflowInstallation Airflow);
