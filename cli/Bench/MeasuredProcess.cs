using System.Diagnostics;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Bench;

/// <summary>Runs a program to its end and measures it, and what it starts, from outside.</summary>
internal static class MeasuredProcess
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Starts the program, waits for it, and refuses an exit code other than 0.</summary>
    /// <exception cref="PipelineException">It failed; what it said last is in the message.</exception>
    public static async Task<Measurement> RunAsync(
        string program, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var began = Stopwatch.GetTimestamp();
        var beganAt = DateTimeOffset.UtcNow;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        double? peak = null;
        var exit = process.WaitForExitAsync(cancellation);
        try
        {
            while (await Task.WhenAny(exit, Task.Delay(LookEvery, cancellation)) != exit)
                peak = Highest(peak, PeakOf(process.Id));
            await exit;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (process.ExitCode == 0)
            return new(seconds, peak) { BeganAt = beganAt, Output = await output };
        var said = (await errors + await output).Trim();
        throw new PipelineException(
            ExitCode.Bug, $"{Path.GetFileName(program)} ended with {process.ExitCode}: {said}", "Run that command by itself to see why.");
    }

    /// <summary>The most that a process held so far, and each of those below it that still lives.</summary>
    private static double? PeakOf(int process) => ProcessTree.Family(process).Select(ProcessTree.PeakMegabytes).Sum() is > 0 and var sum ? sum : null;

    private static double? Highest(double? one, double? other) => one > other || other is null ? one : other;
}
