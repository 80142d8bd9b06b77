using System.Diagnostics;
using CliWrap;
using CliWrap.Buffered;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Testing;

/// <summary>What comes before the tests: formatting, scripts and the build, each a line when well and all its output when not.</summary>
internal sealed class TestTools(string root, JobOutput output, CancellationToken cancellation)
{
    /// <summary>Layout only, over the files alone: style and analyzers are errors of the build.</summary>
    public Task<SuiteReport> CheckFormatAsync() => RunAsync(
        "formatting",
        "Type: dotnet format whitespace --folder",
        "dotnet", "format", "whitespace", "--folder", "--verify-no-changes", "--exclude", "artifacts", ".pipeline");

    /// <summary>Shell scripts, where the machine has shellcheck.</summary>
    public async Task<SuiteReport> CheckScriptsAsync()
    {
        if (ProgramFolders.Find("shellcheck") is not { } shellcheck)
        {
            output.Line($"{"scripts",-24} not checked: shellcheck is not installed");
            return SuiteReport.Well;
        }

        string[] scripts = [.. Scripts()];
        return await RunAsync("scripts", "Mend what shellcheck says above.", [shellcheck, .. scripts]);
    }

    public Task<SuiteReport> BuildAsync() => RunAsync(
        "build",
        "Mend what the compiler says above.",
        "dotnet", "build", "Pipeline.sln", "--configuration", "Release", "--nologo", "--verbosity", "quiet");

    private IEnumerable<string> Scripts()
    {
        string[] known = ["pipeline", ".ci/run", "spark-jobs/home/bin/spark-class", "spark-jobs/home/bin/spark-submit", "spark-jobs/home/bin/forget-workers"];
        string[] folders = ["airflow", "cli", "db", "kafka", "spark-jobs", "tests"];
        return known.Where(script => File.Exists(Path.Combine(root, script))).Concat(
            folders.Select(folder => Path.Combine(root, folder))
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.sh", SearchOption.AllDirectories)));
    }

    private async Task<SuiteReport> RunAsync(string check, string remedy, params string[] command)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await CliWrap.Cli.Wrap(command[0])
            .WithArguments(command.Skip(1))
            .WithWorkingDirectory(root)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Console.OutputEncoding, Console.OutputEncoding, CancellationToken.None, cancellation);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.Line($"{check,-24} {(result.ExitCode == 0 ? "well" : "failed")} ({seconds:N1} s)");
        return result.ExitCode == 0
            ? SuiteReport.Well
            : SuiteReport.Broken($"{string.Join(' ', command)}", $"{(result.StandardOutput + result.StandardError).TrimEnd()}\n{remedy}");
    }
}
