namespace Pipeline.Cli.Stack;

/// <summary>The services by the names that docker-compose.yml gives them.</summary>
internal static class StackNames
{
    public const string Postgres = "postgres_db";
    public const string MySql = "mysql_db";
    public const string ZooKeeper = "zookeeper";
    public const string Kafka = "kafka";
    public const string Events = "event_generator";
    public const string SparkMaster = "spark_master";
    public const string SparkWorker = "spark_worker";
    public const string AirflowInit = "airflow_init";
    public const string Webserver = "airflow_webserver";
    public const string Scheduler = "airflow_scheduler";
    public const string DagProcessor = "airflow_dag_processor";
}
