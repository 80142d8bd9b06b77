using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>Airflow's REST interface, as a program of the user would call it.</summary>
internal sealed class AirflowRest
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _client;

    private AirflowRest(HttpClient client) => _client = client;

    public static async Task<AirflowRest> LogInAsync(StackAddresses addresses)
    {
        var client = new HttpClient { BaseAddress = new Uri(addresses.Airflow) };
        using var answer = await client.PostAsJsonAsync(
            "/auth/token", new { username = addresses.AirflowUser, password = addresses.AirflowPassword }, TestContext.Current.CancellationToken);
        var token = await BodyAsync(answer);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return new AirflowRest(client);
    }

    /// <summary>How many DAGs Airflow has read.</summary>
    public async Task<int> DagsAsync()
    {
        using var answer = await _client.GetAsync("/api/v2/dags", TestContext.Current.CancellationToken);
        return (await BodyAsync(answer)).GetProperty("total_entries").GetInt32();
    }

    /// <summary>Triggers a DAG, with params if any, and returns the id of the run.</summary>
    public async Task<string> TriggerAsync(string dag, object? conf = null)
    {
        using var answer = await _client.PostAsJsonAsync(
            $"/api/v2/dags/{dag}/dagRuns", new { logical_date = (string?)null, conf = conf ?? new { } }, TestContext.Current.CancellationToken);
        return (await BodyAsync(answer)).GetProperty("dag_run_id").GetString()!;
    }

    /// <summary>All runs of a DAG, oldest first: id, type and state.</summary>
    public async Task<IReadOnlyList<DagRun>> RunsAsync(string dag)
    {
        using var answer = await _client.GetAsync($"/api/v2/dags/{dag}/dagRuns?order_by=run_after&limit=100", TestContext.Current.CancellationToken);
        return [.. (await BodyAsync(answer)).GetProperty("dag_runs").EnumerateArray().Select(run => new DagRun(
            run.GetProperty("dag_run_id").GetString()!, run.GetProperty("run_type").GetString()!, run.GetProperty("state").GetString()!))];
    }

    /// <summary>Waits for a run that fits, and for its end; it has to succeed.</summary>
    public async Task<DagRun> SucceedsAsync(string dag, Func<DagRun, bool> which)
    {
        for (var end = DateTime.UtcNow + Patience; ; await Task.Delay(Pause, TestContext.Current.CancellationToken))
        {
            var run = (await RunsAsync(dag)).LastOrDefault(which);
            if (run is { Ended: true })
            {
                run.State.ShouldBe("success", $"{dag}, run {run.Id}");
                return run;
            }

            DateTime.UtcNow.ShouldBeLessThan(end, $"{dag}: {run?.ToString() ?? "no such run"} after {Patience}");
        }
    }

    /// <summary>True while a backfill of the DAG is not marked as complete.</summary>
    public async Task<bool> IsBackfillingAsync(string dag)
    {
        using var answer = await _client.GetAsync($"/api/v2/backfills?dag_id={dag}", TestContext.Current.CancellationToken);
        return (await BodyAsync(answer)).GetProperty("backfills").EnumerateArray().Any(one => one.GetProperty("completed_at").ValueKind is JsonValueKind.Null);
    }

    /// <summary>The state of a task, and which try it is of.</summary>
    public async Task<(string? State, int Try)> TaskAsync(string dag, string run, string task)
    {
        using var answer = await _client.GetAsync(TaskPath(dag, run, task), TestContext.Current.CancellationToken);
        var body = await BodyAsync(answer);
        return (body.GetProperty("state").GetString(), body.GetProperty("try_number").GetInt32());
    }

    /// <summary>Marks a running task as failed, as one does in the pages to kill it.</summary>
    public async Task KillAsync(string dag, string run, string task)
    {
        using var answer = await _client.PatchAsJsonAsync(TaskPath(dag, run, task), new { new_state = "failed" }, TestContext.Current.CancellationToken);
        await BodyAsync(answer);
    }

    /// <summary>Clears a task, so that the scheduler runs it again at once.</summary>
    public async Task ClearAsync(string dag, string run, string task)
    {
        using var answer = await _client.PostAsJsonAsync(
            $"/api/v2/dags/{dag}/clearTaskInstances",
            new { dry_run = false, only_failed = false, reset_dag_runs = true, dag_run_id = run, task_ids = new[] { task } },
            TestContext.Current.CancellationToken);
        await BodyAsync(answer);
    }

    /// <summary>All that a try of a task has logged, as JSON text.</summary>
    public Task<string> LogAsync(string dag, string run, string task, int attempt) =>
        _client.GetStringAsync($"{TaskPath(dag, run, task)}/logs/{attempt}?full_content=true", TestContext.Current.CancellationToken);

    /// <summary>What the page of rendered templates shows, as JSON text.</summary>
    public Task<string> RenderedAsync(string dag, string run, string task) => _client.GetStringAsync(TaskPath(dag, run, task), TestContext.Current.CancellationToken);

    /// <summary>The names of all connections.</summary>
    public async Task<IReadOnlyList<string>> ConnectionsAsync()
    {
        using var answer = await _client.GetAsync("/api/v2/connections?order_by=conn_id", TestContext.Current.CancellationToken);
        return [.. (await BodyAsync(answer)).GetProperty("connections").EnumerateArray().Select(one => one.GetProperty("connection_id").GetString()!)];
    }

    /// <summary>Makes a connection.</summary>
    public async Task ConnectAsync(object connection)
    {
        using var answer = await _client.PostAsJsonAsync("/api/v2/connections", connection, TestContext.Current.CancellationToken);
        await BodyAsync(answer);
    }

    public async Task DisconnectAsync(string connection)
    {
        using var answer = await _client.DeleteAsync($"/api/v2/connections/{connection}", TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue(connection);
    }

    /// <summary>What a page shows, whatever its status.</summary>
    public async Task<string> PageAsync(string path)
    {
        using var answer = await _client.GetAsync(path, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static string TaskPath(string dag, string run, string task) => $"/api/v2/dags/{dag}/dagRuns/{Uri.EscapeDataString(run)}/taskInstances/{task}";

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement.Clone();
    }
}
