using System.Diagnostics;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Servers;

/// <summary>A verb of the pipeline as a process of its own, as users and Airflow start it; it can be killed.</summary>
internal sealed class JobProcess : IAsyncDisposable
{
    /// <summary>The one that runs the tests, compiled ahead as users have it; else the one built beside them, where a copy would lack what is native to it.</summary>
    private static readonly string Program = Environment.GetEnvironmentVariable("PIPELINE_PROGRAM") ?? Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Pipeline.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Pipeline.Cli.dll"));

    /// <summary>The program of another build, which starts what is to run on the cluster.</summary>
    private static readonly string? Submitter = Environment.GetEnvironmentVariable("PIPELINE_SUBMITTER");

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private JobProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it.</summary>
    /// <param name="args">The words after ./pipeline, such as run, replication.</param>
    /// <param name="environment">Variables to set; an empty one is removed.</param>
    public static JobProcess Start(IEnumerable<string> args, IReadOnlyDictionary<string, string> environment)
    {
        string[] words = [.. args];
        var program = words.Contains("spark", StringComparer.Ordinal) ? Submitter ?? Program : Program;
        var start = new ProcessStartInfo("dotnet", [program, .. words])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
        {
            if (value is "")
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return new JobProcess(Process.Start(start)!);
    }

    /// <summary>Starts <c>run JOB</c> between two databases.</summary>
    public static JobProcess Start(string job, DatabaseUrl postgres, DatabaseUrl mysql, params IEnumerable<string> args) =>
        Start(["run", job, .. args], new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POSTGRES_URL"] = postgres.WithPassword(),
            ["MYSQL_URL"] = mysql.WithPassword(),
        });

    /// <summary>Runs <c>run JOB</c> between two databases to its end.</summary>
    public static async Task<JobResult> RunAsync(string job, DatabaseUrl postgres, DatabaseUrl mysql, params IEnumerable<string> args)
    {
        await using var process = Start(job, postgres, mysql, args);
        return await process.EndAsync();
    }

    /// <summary>Waits for its end, and for that of whatever writes where it wrote.</summary>
    /// <exception cref="TimeoutException">It hung: it and its children were killed, and this is what they said.</exception>
    public Task<JobResult> EndAsync() => WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>The same after an interruption of the tests, too.</summary>
    /// <exception cref="TimeoutException">It hung: it and its children were killed, and this is what they said.</exception>
    public Task<JobResult> EndOfItselfAsync() => WaitAsync(CancellationToken.None);

    private async Task<JobResult> WaitAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Waiting.Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return new JobResult((ExitCode)_process.ExitCode, await _output.WaitAsync(patience.Token), await _errors.WaitAsync(patience.Token));
        }
        catch (OperationCanceledException overdue) when (!cancellation.IsCancellationRequested)
        {
            var ending = _process.HasExited ? $"ended with {(ExitCode)_process.ExitCode}, but a child of it holds its output" : "has not ended";
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', _process.StartInfo.ArgumentList)} {ending} after {Waiting.Patience}. {await SaidAsync(_output)}{await SaidAsync(_errors)}", overdue);
        }
    }

    /// <summary>Ends it at once (SIGKILL), as a crash or an operator would.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    // What still holds a stream then has said nothing for ten minutes.
    private static async Task<string> SaidAsync(Task<string> stream) =>
        await Task.WhenAny(stream, Task.Delay(TimeSpan.FromSeconds(5))) == stream ? await stream : "";
}
