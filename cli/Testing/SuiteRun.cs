using System.Diagnostics;
using System.Text.Json;
using CliWrap;
using Pipeline.Common;

namespace Pipeline.Cli.Testing;

/// <summary>Runs suites, each in a process of its own, and counts by their reports rather than by what they print.</summary>
/// <param name="logs">Folder for what each suite prints, a file a suite, written while it runs.</param>
/// <param name="filter">A part of the names of the tests to run; null: all.</param>
/// <param name="limit">How long a suite may take. It is for one that hangs, so that the suites after it and the closing line still come.</param>
/// <param name="output">For a line a suite.</param>
/// <param name="cancellation">Asked to stop, a suite gets the same signal and time to stop its servers.</param>
internal sealed class SuiteRun(string logs, string? filter, TimeSpan limit, JobOutput output, CancellationToken cancellation)
{
    /// <summary>For the tests of a suite past its limit to see the signal, and for its servers to stop.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Runs one suite and prints its line.</summary>
    public async Task<SuiteReport> RunAsync(TestSuite suite)
    {
        var began = Stopwatch.GetTimestamp();
        var report = await CountAsync(suite);
        output.Line($"{suite.Name,-24} {report.Counts} ({Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s)");
        return report;
    }

    private async Task<SuiteReport> CountAsync(TestSuite suite)
    {
        var file = Path.Combine(Path.GetDirectoryName(suite.Assembly)!, "report.ctrf.json");
        File.Delete(file);
        using var log = new SuiteLog(Path.Combine(logs, $"{suite.Name}.log"));
        string[] selection = filter is null ? [] : ["-method", $"*{filter}*"];
        var command = CliWrap.Cli.Wrap("dotnet")
            .WithArguments([suite.Assembly, "-noLogo", "-noColor", "-reporter", "verbose", "-result-ctrf", file, .. selection])
            .WithEnvironmentVariables(variables => variables.Set("PIPELINE_PROGRAM", typeof(SuiteRun).Assembly.Location))
            .WithStandardOutputPipe(PipeTarget.ToDelegate(log.Add, Console.OutputEncoding))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(log.Add, Console.OutputEncoding))
            .WithValidation(CommandResultValidation.None);

        using var overdue = new CancellationTokenSource(limit);
        using var lost = new CancellationTokenSource(limit + Grace);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, overdue.Token);
        IReadOnlyList<string> unfinished = [];
        await using var note = overdue.Token.Register(() => unfinished = log.Running);
        try
        {
            var result = await command.ExecuteAsync(lost.Token, stop.Token);
            return await ReadAsync(suite, file, log, $"It ended with exit code {result.ExitCode}", result.ExitCode == 0);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var hung = SuiteReport.Broken(suite.Name, $"It had not ended after {limit.TotalMinutes:N0} minutes and was stopped. At work then:\n{string.Join('\n', unfinished)}");
            return File.Exists(file) ? SuiteReport.Sum([hung, await ReadAsync(suite, file, log, "It was stopped", true)]) : hung;
        }
    }

    private async Task<SuiteReport> ReadAsync(TestSuite suite, string file, SuiteLog log, string ending, bool isWell)
    {
        SuiteReport Broken(string what) => SuiteReport.Broken(suite.Name, $"{what} All it printed is in {log.Path}, the last of it:\n{log.Tail}");

        if (!File.Exists(file))
            return Broken($"{ending} and left no report.");
        try
        {
            return SuiteReport.OfCtrf(suite.Name, await File.ReadAllTextAsync(file, cancellation)) switch
            {
                { Passed: 0, Failed: 0, Skipped: 0 } when filter is null => Broken("It holds no test."),
                { Failed: 0 } passed when !isWell => SuiteReport.Sum([passed, Broken($"All its tests passed, yet {ending[..1].ToLowerInvariant()}{ending[1..]}.")]),
                var report => report,
            };
        }
        catch (JsonException error)
        {
            return Broken($"{ending}, and {file} is no report: {error.Message}");
        }
    }
}
