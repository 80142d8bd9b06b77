using System.Text.Json.Serialization;

namespace Pipeline.Cli.Airflow;

/// <summary>A task of a run, its last try.</summary>
internal sealed record AirflowTask(
    [property: JsonPropertyName("task_id")] string Id,
    [property: JsonPropertyName("state")] string? State,
    [property: JsonPropertyName("try_number")] int Try,
    [property: JsonPropertyName("start_date")] DateTimeOffset? Started,
    [property: JsonPropertyName("end_date")] DateTimeOffset? Ended)
{
    public double Seconds => Started is { } start && Ended is { } end ? (end - start).TotalSeconds : 0;
}
