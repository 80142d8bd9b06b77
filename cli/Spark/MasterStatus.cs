using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Spark;

/// <summary>What the master says of its cluster on its page <c>/json/</c>.</summary>
/// <param name="Status">ALIVE, or what it is instead.</param>
/// <param name="Workers">Those registered, the dead ones too.</param>
/// <param name="ActiveApps">The applications that run or wait.</param>
/// <param name="CompletedApps">Those that have ended.</param>
internal sealed record MasterStatus(
    string Status, IReadOnlyList<WorkerStatus> Workers, IReadOnlyList<ApplicationStatus> ActiveApps, IReadOnlyList<ApplicationStatus> CompletedApps)
{
    private static readonly JsonSerializerOptions Style = new() { PropertyNamingPolicy = LowerCase.Policy };

    public IEnumerable<WorkerStatus> AliveWorkers => Workers.Where(worker => worker.IsAlive);

    /// <summary>Asks the master; null when nobody answers.</summary>
    public static async Task<MasterStatus?> AskAsync(int port, CancellationToken cancellation)
    {
        using var client = LocalHttp.Client(TimeSpan.FromSeconds(5));
        try
        {
            return await client.GetFromJsonAsync<MasterStatus>($"http://127.0.0.1:{port}/json/", Style, cancellation);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException || (error is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Reads the page's text.</summary>
    public static MasterStatus Parse(string json) => JsonSerializer.Deserialize<MasterStatus>(json, Style)!;
}
