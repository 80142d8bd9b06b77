using System.Diagnostics;
using System.Globalization;
using Pipeline.Common;

namespace Pipeline.Cli.Bench;

/// <summary>Runs a program to its end and measures it from outside.</summary>
internal static class MeasuredProcess
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts the program, waits for it, and refuses an exit code other than 0.</summary>
    /// <exception cref="PipelineException">It failed; what it said last is in the message.</exception>
    public static async Task<Measurement> RunAsync(
        string program, IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        double? peak = null;
        var exit = process.WaitForExitAsync(cancellation);
        try
        {
            while (await Task.WhenAny(exit, Task.Delay(LookEvery, cancellation)) != exit)
                peak = PeakOf(process.Id) ?? peak;
            await exit;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (process.ExitCode == 0)
            return new(seconds, peak);
        var said = (await errors + await output).Trim();
        throw new PipelineException(
            ExitCode.Bug, $"{Path.GetFileName(program)} ended with {process.ExitCode}: {said}", "Run that command by itself to see why.");
    }

    private static double? PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) / 1024d;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
