using System.Text.Json;
using Pipeline.Integration.Tests.Servers;
using Pipeline.Tests;

namespace Pipeline.Integration.Tests.Lineage;

/// <summary>A file that jobs append their events to.</summary>
internal sealed class LineageLog : IDisposable
{
    private readonly string _file = Path.Combine(AppContext.BaseDirectory, $"lineage-{Guid.CreateVersion7():N}.jsonl");

    /// <summary>Runs a verb with an environment that sends events here.</summary>
    public Task<JobResult> RunAsync(IEnumerable<string> words, params (string Name, string Value)[] environment) =>
        RunToAsync($"file://{_file}", words, environment);

    /// <summary>Runs a verb with an environment that sends events to another place.</summary>
    public static async Task<JobResult> RunToAsync(string url, IEnumerable<string> words, params (string Name, string Value)[] environment)
    {
        var variables = environment.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);
        variables["OPENLINEAGE_URL"] = url;
        await using var process = JobProcess.Start(words, variables);
        return await process.EndAsync();
    }

    /// <summary>The events so far, each as the specification wants it, and without any of these texts.</summary>
    public IReadOnlyList<JsonElement> Events(params IEnumerable<string> secrets)
    {
        var lines = File.ReadAllLines(_file);
        foreach (var secret in secrets)
            lines.ShouldAllBe(line => !line.Contains(secret, StringComparison.Ordinal));
        List<JsonElement> events = [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
        events.ForEach(OpenLineage.ShouldBeValid);
        return events;
    }

    public void Dispose() => File.Delete(_file);
}
