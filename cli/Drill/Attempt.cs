using System.Diagnostics;
using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>One run of a job as a process of its own, as users and Airflow start it.</summary>
internal sealed class Attempt : IAsyncDisposable
{
    /// <summary>How long a job of this size may take at the very most.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;
    private bool _killed;

    private Attempt(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int ProcessId => _process.Id;

    public bool IsAtWork => !_process.HasExited;

    /// <summary>Starts it.</summary>
    /// <param name="words">What follows <c>./pipeline</c>.</param>
    /// <param name="environment">Variables to set; null removes one.</param>
    public static Attempt Start(IEnumerable<string> words, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(Attempt).Assembly.Location, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return new Attempt(Process.Start(start) ?? throw new InvalidOperationException("The job's process did not start."));
    }

    /// <summary>Ends it with all that it started, at once (SIGKILL).</summary>
    public void Kill()
    {
        _killed = IsAtWork;
        _process.Kill(entireProcessTree: true);
    }

    /// <summary>Waits for its end; one that takes longer than it ever may is ended.</summary>
    public async Task<AttemptEnd> EndAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(cancellation);
            return new(ExitCode.Bug, $"it did not end within {Patience.TotalMinutes:N0} minutes", Stopwatch.GetTimestamp(), Killed: false);
        }

        var at = Stopwatch.GetTimestamp();
        return new((ExitCode)_process.ExitCode, Last(await _errors, await _output), at, _killed);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsAtWork)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static string Last(string errors, string output)
    {
        return Lines(errors).FirstOrDefault(line => line.StartsWith("error: ", StringComparison.Ordinal))
            ?? Lines(errors.Length > 0 ? errors : output).LastOrDefault("");

        static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
