using System.Diagnostics;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using Pipeline.Common;

namespace Pipeline.Cli.Testing;

/// <summary>Runs suites, each in a process of its own, and counts by their reports rather than by what they print.</summary>
internal sealed class SuiteRun(string? filter, JobOutput output, CancellationToken cancellation)
{
    private const int TailLines = 40;

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
        string[] selection = filter is null ? [] : ["-method", $"*{filter}*"];

        // Asked to stop, a suite gets the same signal and time to stop its servers.
        var result = await CliWrap.Cli.Wrap("dotnet")
            .WithArguments([suite.Assembly, "-noLogo", "-noColor", "-result-ctrf", file, .. selection])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Console.OutputEncoding, Console.OutputEncoding, CancellationToken.None, cancellation);

        if (!File.Exists(file))
            return SuiteReport.Broken(suite.Name, $"It ended with exit code {result.ExitCode} and left no report. Its last lines:\n{Tail(result)}");
        SuiteReport report;
        try
        {
            report = SuiteReport.OfCtrf(suite.Name, await File.ReadAllTextAsync(file, cancellation));
        }
        catch (JsonException error)
        {
            return SuiteReport.Broken(suite.Name, $"It ended with exit code {result.ExitCode}, and {file} is no report: {error.Message} Its last lines:\n{Tail(result)}");
        }

        return report switch
        {
            { Passed: 0, Failed: 0, Skipped: 0 } when filter is null =>
                SuiteReport.Broken(suite.Name, $"It holds no test. Its last lines:\n{Tail(result)}"),
            { Failed: 0 } when result.ExitCode != 0 =>
                SuiteReport.Sum([report, SuiteReport.Broken(suite.Name, $"All its tests passed, yet it ended with exit code {result.ExitCode}. Its last lines:\n{Tail(result)}")]),
            _ => report,
        };
    }

    private static string Tail(BufferedCommandResult result) =>
        string.Join('\n', (result.StandardOutput + result.StandardError).Split('\n').TakeLast(TailLines));
}
