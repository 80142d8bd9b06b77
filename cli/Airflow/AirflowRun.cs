using System.Text.Json.Serialization;

namespace Pipeline.Cli.Airflow;

/// <summary>A run of a DAG, as Airflow's REST interface shows it.</summary>
internal sealed record AirflowRun(
    [property: JsonPropertyName("dag_id")] string Dag,
    [property: JsonPropertyName("dag_run_id")] string Id,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("start_date")] DateTimeOffset? Started,
    [property: JsonPropertyName("end_date")] DateTimeOffset? Ended)
{
    public bool IsDone => State is "success" or "failed";

    public bool Succeeded => State is "success";
}
