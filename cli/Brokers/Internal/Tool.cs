using CliWrap;
using CliWrap.Buffered;
using Pipeline.Common;

namespace Pipeline.Cli.Brokers.Internal;

/// <summary>Runs a program of the machine to its end.</summary>
internal static class Tool
{
    /// <summary>Runs it and returns all that it printed.</summary>
    /// <param name="program">The file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="remedy">What to do when it fails.</param>
    /// <param name="environment">Variables to add.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="PipelineException">It failed (exit 3); its first complaint is in the message.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, string remedy, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellation)
    {
        var result = await CliWrap.Cli.Wrap(program)
            .WithArguments(arguments)
            .WithEnvironmentVariables(environment)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellation);
        var printed = result.StandardOutput + result.StandardError;
        return result.ExitCode == 0
            ? printed
            : throw new PipelineException(
                ExitCode.CannotConnect, $"{Path.GetFileName(program)} failed with exit code {result.ExitCode}: {Complaint(printed)}", remedy);
    }

    /// <summary>The file of a program, from the folders of PATH; null when none has it.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    private static string Complaint(string printed)
    {
        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.Find(lines, line => line.Contains("ERROR", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "it said nothing";
    }
}
