using System.Diagnostics;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Servers;

/// <summary>A verb of the pipeline as a process of its own, as users and Airflow start it; it can be killed.</summary>
internal sealed class JobProcess : IAsyncDisposable
{
    // The program in its own output folder: a copy beside the tests would lack what is native to it.
    private static readonly string Program = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Pipeline.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Pipeline.Cli.dll"));

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
        var start = new ProcessStartInfo("dotnet", [Program, .. args])
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

    /// <summary>Waits for its end.</summary>
    public async Task<JobResult> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new JobResult((ExitCode)_process.ExitCode, await _output, await _errors);
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
}
