using Pipeline.Cli.Brokers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Brokers;

/// <summary>A folder that takes the place of Maven's and Python's package indexes on a machine that reaches none.</summary>
/// <param name="Source">The folder with its script <c>unpack</c>.</param>
public sealed record OfflineMirror(string Source)
{
    private const string Setting = "PIPELINE_MIRROR";
    private const string Script = "unpack";

    /// <summary>The mirror named by PIPELINE_MIRROR, or ../shared/mirror beside the project; null for the ordinary indexes.</summary>
    /// <exception cref="PipelineException">PIPELINE_MIRROR names something else (exit 2).</exception>
    public static OfflineMirror? Find(string projectRoot) =>
        Find(projectRoot, Environment.GetEnvironmentVariable(Setting));

    /// <summary>Lays it out as <c>maven</c> and <c>wheels</c>; nothing is done where that was done before.</summary>
    /// <returns>The Maven repository.</returns>
    public async Task<string> UnpackAsync(string folder, Action<string> say, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var repository = Path.Combine(folder, "maven");
        if (!Directory.Exists(repository))
            say($"Unpacking the offline mirror {Source} into {folder}.");
        await Tool.RunAsync(
            "bash",
            [Path.Combine(Source, Script), folder],
            $"Check the files of {Source} and the space in {folder}.",
            new Dictionary<string, string?>(StringComparer.Ordinal),
            cancellation);
        return repository;
    }

    internal static OfflineMirror? Find(string projectRoot, string? named)
    {
        if (!string.IsNullOrWhiteSpace(named))
        {
            return File.Exists(Path.Combine(named, Script))
                ? new OfflineMirror(Path.GetFullPath(named))
                : throw new PipelineException(
                    ExitCode.Usage, $"{Setting} is {named}, but there is no {Path.Combine(named, Script)}.", "Correct it, or unset it to use the ordinary package indexes.");
        }

        var beside = Path.GetFullPath(Path.Combine(projectRoot, "..", "shared", "mirror"));
        return File.Exists(Path.Combine(beside, Script)) ? new OfflineMirror(beside) : null;
    }
}
