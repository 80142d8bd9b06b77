using System.Diagnostics;
using CliWrap;
using CliWrap.Buffered;
using Pipeline.Common;

namespace Pipeline.Cli.Testing;

/// <summary>What comes before the tests: the formatting check and the build, each a line when well and all its output when not.</summary>
internal sealed class TestTools(string root, JobOutput output, CancellationToken cancellation)
{
    /// <summary>Layout only, over the files alone: style and analyzers are errors of the build.</summary>
    public Task<SuiteReport> CheckFormatAsync() => RunAsync(
        "formatting", "Type: dotnet format whitespace --folder", "format", "whitespace", "--folder", "--verify-no-changes", "--exclude", "artifacts", ".pipeline");

    public Task<SuiteReport> BuildAsync() => RunAsync(
        "build", "Mend what the compiler says above.", "build", "Pipeline.sln", "--configuration", "Release", "--nologo", "--verbosity", "quiet");

    private async Task<SuiteReport> RunAsync(string check, string remedy, params string[] command)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await CliWrap.Cli.Wrap("dotnet")
            .WithArguments(command)
            .WithWorkingDirectory(root)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Console.OutputEncoding, Console.OutputEncoding, CancellationToken.None, cancellation);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.Line($"{check,-24} {(result.ExitCode == 0 ? "well" : "failed")} ({seconds:N1} s)");
        return result.ExitCode == 0
            ? SuiteReport.Well
            : SuiteReport.Broken($"dotnet {string.Join(' ', command)}", $"{(result.StandardOutput + result.StandardError).TrimEnd()}\n{remedy}");
    }
}
