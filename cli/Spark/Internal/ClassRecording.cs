using Pipeline.Cli.Brokers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Spark.Internal;

/// <summary>Runs a small application on a local Spark and lets the JVM archive the classes that it loaded (AppCDS).</summary>
internal sealed class ClassRecording(SparkInstallation installation)
{
    /// <summary>Another one wherever other classes are recorded: an installation of an older edition is recorded anew.</summary>
    public const int Edition = 3;

    /// <summary>Makes the archive; the old one is in use until the new one is complete.</summary>
    /// <exception cref="PipelineException">The application failed, or its JVM wrote no archive (exit 3).</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var unfinished = $"{installation.ClassArchive}.unfinished";
        File.Delete(unfinished);
        await Tool.RunAsync(
            Path.Combine(AppContext.BaseDirectory, "record_classes.sh"),
            [unfinished],
            $"Try it again; if it keeps failing, remove {installation.Home} and type: ./pipeline spark install",
            new Dictionary<string, string?>(installation.Environment, StringComparer.Ordinal) { ["DOTNET_HOST_PATH"] = DotNetHost.Path ?? Tool.Find("dotnet") ?? "dotnet" },
            cancellation);
        File.Move(unfinished, installation.ClassArchive, overwrite: true);
    }
}
