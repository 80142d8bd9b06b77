using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Pipeline.Cli.History;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Report;

/// <summary>Where the report stands: <c>runs/index.html</c>, a page a run, and the figures for Prometheus.</summary>
/// <param name="Path">The folder: PIPELINE_RUNS, or <c>runs</c> beside the private servers.</param>
internal sealed partial record ReportFolder(string Path)
{
    /// <summary>No writer takes so long over a file.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    public string Index => System.IO.Path.Combine(Path, "index.html");

    /// <summary>For the textfile collector of a node exporter, which reads files that end so.</summary>
    public string Metrics => System.IO.Path.Combine(Path, "pipeline.prom");

    public static ReportFolder Of(ProjectFolder project) =>
        new(Environment.GetEnvironmentVariable("PIPELINE_RUNS") is { Length: > 0 } named ? System.IO.Path.GetFullPath(named) : System.IO.Path.Combine(project.Private, "runs"));

    /// <summary>The file of an attempt's page, which begins with its job; a run's name may hold what a file's may not.</summary>
    public static string PageOf(RecordedRun run)
    {
        var letters = string.Concat(run.RunId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.Job}\n{run.RunId}")))[..8];
        return $"{run.Job}-{letters}-{mark}-{run.Attempt}.html";
    }

    /// <summary>Waits for other writers, and keeps them waiting until disposed of.</summary>
    public async Task<IDisposable> LockAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path);
        return await FileLock.TakeAsync(System.IO.Path.Combine(Path, "report.lock"), cancellation);
    }

    /// <summary>Replaces a file of it in one step, where its text is another: a reader sees the old one or the new one.</summary>
    public async Task WriteAsync(string name, string text, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path);
        var file = System.IO.Path.Combine(Path, name);
        if (File.Exists(file) && string.Equals(await File.ReadAllTextAsync(file, cancellation), text, StringComparison.Ordinal))
            return;
        var unfinished = $"{file}.{Environment.ProcessId}.new";
        await File.WriteAllTextAsync(unfinished, text, cancellation);
        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>The figures as they were last written; empty where they never were.</summary>
    public Task<string> ReadMetricsAsync(CancellationToken cancellation) =>
        File.Exists(Metrics) ? File.ReadAllTextAsync(Metrics, cancellation) : Task.FromResult("");

    /// <summary>Deletes pages of runs that are not listed, and what killed writers left. The folder may be anybody's: other files stay.</summary>
    /// <param name="listed">The pages that the report lists.</param>
    /// <param name="unread">Jobs whose runs could not be read: they will be listed again.</param>
    public void Tidy(IReadOnlySet<string> listed, IReadOnlyList<UnreadJob> unread)
    {
        foreach (var file in Directory.EnumerateFiles(Path))
        {
            var name = System.IO.Path.GetFileName(file);
            var isOld = Unfinished().IsMatch(name) ? File.GetLastWriteTimeUtc(file) < DateTime.UtcNow - Abandoned : RunPage().IsMatch(name) && !listed.Contains(name) && !unread.Any(one => name.StartsWith($"{one.Job}-", StringComparison.Ordinal));
            if (isOld)
                File.Delete(file);
        }
    }

    // As PageOf and WriteAsync name them.
    [GeneratedRegex(@"^[A-Za-z0-9_-]+-[0-9a-f]{8}-[0-9]+\.html$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RunPage();

    [GeneratedRegex(@"^([A-Za-z0-9_-]+-[0-9a-f]{8}-[0-9]+\.html|index\.html|pipeline\.prom)\.[0-9]+\.new$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unfinished();
}
