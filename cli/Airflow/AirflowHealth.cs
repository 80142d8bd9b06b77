using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Airflow;

/// <summary>What the api-server says of Airflow's parts.</summary>
internal sealed record AirflowHealth(
    [property: JsonPropertyName("metadatabase")] AirflowPart Database,
    [property: JsonPropertyName("scheduler")] AirflowPart Scheduler,
    [property: JsonPropertyName("dag_processor")] AirflowPart DagProcessor)
{
    private static readonly HttpClient Client = LocalHttp.Client(TimeSpan.FromSeconds(5));

    /// <summary>Asks; null when nobody answers.</summary>
    public static async Task<AirflowHealth?> AskAsync(string address, CancellationToken cancellation)
    {
        try
        {
            return await Client.GetFromJsonAsync<AirflowHealth>($"{address}/api/v2/monitor/health", cancellation);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
