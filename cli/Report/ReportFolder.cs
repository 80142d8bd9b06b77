using System.Security.Cryptography;
using System.Text;
using Pipeline.Cli.History;

namespace Pipeline.Cli.Report;

/// <summary>Where the report stands: <c>runs/index.html</c>, a page a run, and the figures for Prometheus.</summary>
/// <param name="Path">The folder: PIPELINE_RUNS, or <c>runs</c> beside the private servers.</param>
internal sealed record ReportFolder(string Path)
{
    public string Index => System.IO.Path.Combine(Path, "index.html");

    /// <summary>For the textfile collector of a node exporter, which reads files that end so.</summary>
    public string Metrics => System.IO.Path.Combine(Path, "pipeline.prom");

    public static ReportFolder Of(ProjectFolder project) =>
        new(Environment.GetEnvironmentVariable("PIPELINE_RUNS") is { Length: > 0 } named ? System.IO.Path.GetFullPath(named) : System.IO.Path.Combine(project.Private, "runs"));

    /// <summary>The file of an attempt's page; a run's name may hold what a file's may not.</summary>
    public static string PageOf(RecordedRun run)
    {
        var letters = string.Concat(run.RunId.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.Job}\n{run.RunId}")))[..8];
        return $"{letters}-{mark}-{run.Attempt}.html";
    }

    /// <summary>Replaces a file of it in one step: a reader sees the old one or the new one.</summary>
    public async Task WriteAsync(string name, string text, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path);
        var file = System.IO.Path.Combine(Path, name);
        var unfinished = $"{file}.{Environment.ProcessId}.new";
        await File.WriteAllTextAsync(unfinished, text, cancellation);
        File.Move(unfinished, file, overwrite: true);
    }
}
