using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Airflow;

/// <summary>Airflow's REST interface, for the user admin of a stack.</summary>
internal sealed class AirflowApi : IDisposable
{
    private readonly HttpClient _client;

    private AirflowApi(HttpClient client) => _client = client;

    public static async Task<AirflowApi> LogInAsync(string address, string password, CancellationToken cancellation)
    {
        var client = LocalHttp.Client(TimeSpan.FromSeconds(100));
        client.BaseAddress = new Uri(address);
        var api = new AirflowApi(client);
        var answer = await api.SendAsync(HttpMethod.Post, "/auth/token", new { username = "admin", password }, cancellation);
        api._client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.GetProperty("access_token").GetString());
        return api;
    }

    /// <summary>Triggers a DAG; the run has the id that is given.</summary>
    public Task TriggerAsync(string dag, string run, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, $"/api/v2/dags/{dag}/dagRuns", new { dag_run_id = run, logical_date = (string?)null }, cancellation);

    public async Task<AirflowRun> RunAsync(string dag, string run, CancellationToken cancellation) =>
        (await SendAsync(HttpMethod.Get, $"/api/v2/dags/{dag}/dagRuns/{Uri.EscapeDataString(run)}", body: null, cancellation)).Deserialize<AirflowRun>()!;

    /// <summary>The latest runs of all DAGs.</summary>
    public async Task<IReadOnlyList<AirflowRun>> LatestRunsAsync(CancellationToken cancellation) =>
        (await SendAsync(HttpMethod.Get, "/api/v2/dags/~/dagRuns?order_by=-run_after&limit=50", body: null, cancellation)).GetProperty("dag_runs").Deserialize<List<AirflowRun>>()!;

    public async Task<IReadOnlyList<AirflowTask>> TasksAsync(string dag, string run, CancellationToken cancellation) =>
        (await SendAsync(HttpMethod.Get, $"/api/v2/dags/{dag}/dagRuns/{Uri.EscapeDataString(run)}/taskInstances", body: null, cancellation))
            .GetProperty("task_instances").Deserialize<List<AirflowTask>>()!;

    /// <summary>Replaces what a connection holds beside its address.</summary>
    public Task ExtraAsync(string connection, string type, object extra, CancellationToken cancellation) => SendAsync(
        HttpMethod.Patch,
        $"/api/v2/connections/{connection}?update_mask=extra",
        new { connection_id = connection, conn_type = type, extra = JsonSerializer.Serialize(extra) },
        cancellation);

    public void Dispose() => _client.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var question = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await _client.SendAsync(question, cancellation);
        if (!answer.IsSuccessStatusCode)
            throw new PipelineException(
                ExitCode.Bug,
                $"Airflow answered {(int)answer.StatusCode} to {method} {path}.",
                "Type ./pipeline logs airflow_webserver to see why.");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }
}
