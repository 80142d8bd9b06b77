using System.Text.Json.Serialization;

namespace Pipeline.Cli.Airflow;

/// <summary>The health of one part.</summary>
internal sealed record AirflowPart([property: JsonPropertyName("status")] string? Status)
{
    public bool IsWell => Status is "healthy";
}
