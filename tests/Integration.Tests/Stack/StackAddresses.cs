using System.Text.Json.Serialization;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>What <c>credentials --json</c> prints.</summary>
internal sealed record StackAddresses(
    [property: JsonPropertyName("airflow")] string Airflow,
    [property: JsonPropertyName("airflow_user")] string AirflowUser,
    [property: JsonPropertyName("airflow_password")] string AirflowPassword,
    [property: JsonPropertyName("postgres_jobs")] string PostgresJobs,
    [property: JsonPropertyName("postgres_writer")] string PostgresWriter,
    [property: JsonPropertyName("my_sql")] string MySql,
    [property: JsonPropertyName("kafka")] string Kafka,
    [property: JsonPropertyName("spark_master")] string SparkMaster,
    [property: JsonPropertyName("spark_pages")] string SparkPages);
