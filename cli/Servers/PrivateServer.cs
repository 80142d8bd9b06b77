using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Servers;

/// <summary>
/// A database server of our own, on 127.0.0.1, with all it has in one folder. It is found again when an earlier program left it
/// running, shared by programs that use it at the same time, and stopped by the last of them unless it is kept.
/// </summary>
internal abstract class PrivateServer : IAsyncDisposable
{
    private const int Starts = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private FileLock? _use;
    private Action<string> _say = _ => { };

    protected PrivateServer(string folder) => Folder = ServerFolder.Open(folder);

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; private protected set; }

    /// <summary>True when it ran already, left by an earlier program.</summary>
    public bool WasRunning { get; private set; }

    /// <summary>The id of its process.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Product and version, such as PostgreSQL 15.14.</summary>
    public abstract string Product { get; }

    /// <summary>The folder that holds all it has.</summary>
    public string Path => Folder.Path;

    protected ServerFolder Folder { get; }

    /// <summary>Whose process it is.</summary>
    protected abstract OsUser ServerUser { get; }

    /// <summary>Which signal asks this server to end in order, without waiting for its clients.</summary>
    protected abstract int StopSignal { get; }

    /// <summary>Which signal ends this server at once, with nothing brought in order: its log is all that the next start has.</summary>
    protected virtual int CrashSignal => LibC.Kill;

    /// <summary>Leaves it running when its users have gone (<c>demo --keep</c>).</summary>
    public void Keep() => Folder.Kept = true;

    /// <summary>The command that opens the machine's own client; the password it needs is in a file that only we may read.</summary>
    public abstract string ClientCommand(string user, string database);

    /// <summary>Ends our use of it; it stops when nobody else uses it and it is not kept.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_use is null)
            return;
        using var starting = await Folder.StartingAsync(CancellationToken.None);
        _use.Dispose();
        _use = null;
        using var alone = Folder.NobodyUsing();
        if (alone is not null && !Folder.Kept)
            await StopProcessAsync(Folder, StopSignal);
    }

    /// <summary>Stops it, kept or not, whoever uses it.</summary>
    public async Task StopAsync()
    {
        _use?.Dispose();
        _use = null;
        await StopAsync(Folder, StopSignal);
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    /// <param name="startAgain">True to start it again on the same port; a supervised one is started by its supervisor.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task CrashAsync(bool startAgain, CancellationToken cancellation)
    {
        using var starting = await Folder.StartingAsync(cancellation);
        if (ServerProcess.Find(Folder) is { } running)
            await running.StopAsync(CrashSignal);
        if (startAgain)
            await StartAsync(cancellation);
    }

    /// <summary>Starts it again where it has ended by itself.</summary>
    /// <param name="log">Where the log of the server that ended is kept; a start begins a new one.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Why it ended, by its log; null where it runs.</returns>
    public async Task<string?> ReviveAsync(string log, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await IsWellAsync(cancellation) && Stopwatch.GetElapsedTime(began) < Readiness.Patience)
        {
            using (await Folder.StartingAsync(cancellation))
            {
                if (ServerProcess.Find(Folder) is null)
                {
                    var reason = LogOfFailure();
                    if (File.Exists(Folder.Log))
                        File.Copy(Folder.Log, log, overwrite: true);
                    await StartAsync(cancellation);
                    return reason;
                }
            }

            await Task.Delay(Pause, cancellation);
        }

        return null;
    }

    /// <summary>True when it lets us in on its port, whoever started it.</summary>
    public async Task<bool> IsWellAsync(CancellationToken cancellation)
    {
        Port = Folder.Port ?? Port;
        try
        {
            await ConnectAsync(cancellation);
            return true;
        }
        catch (Exception error) when (error is DbException or SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>Stops it, and gives it to a supervisor, which is to run it by this command line on that port.</summary>
    /// <exception cref="PipelineException">Another command is at work on it (exit 75).</exception>
    public async Task<IReadOnlyList<string>> HandOverAsync(int port, CancellationToken cancellation)
    {
        _use?.Dispose();
        _use = null;
        using (var alone = Folder.NobodyUsing())
        {
            if (alone is null)
                throw new PipelineException(ExitCode.AttemptAtWork, $"Another command is at work on the private {Product} of {Folder.Path}, which is to move to port {port}.", "Let it end, then type: ./pipeline up");
        }

        await StopAsync();
        Folder.Port = port;
        Folder.Kept = true;
        return await SupervisedCommandAsync(port, cancellation);
    }

    /// <summary>Stops the server of a folder, kept or not, whoever uses it. Returns false when it did not run.</summary>
    protected static async Task<bool> StopAsync(ServerFolder folder, int signal)
    {
        using var starting = await folder.StartingAsync(CancellationToken.None);
        folder.Kept = false;
        return await StopProcessAsync(folder, signal);
    }

    /// <summary>True when the folder's server runs.</summary>
    protected static bool Runs(string folder) => Directory.Exists(folder) && ServerProcess.Find(ServerFolder.Open(folder)) is not null;

    /// <summary>Makes the data folder's content; nobody knows that folder before it is complete.</summary>
    protected abstract Task InitializeAsync(CancellationToken cancellation);

    /// <summary>The command line of the server, its data folder among the words.</summary>
    protected abstract Task<IReadOnlyList<string>> PrepareStartAsync(int port, CancellationToken cancellation);

    /// <summary>The command line of a server that was started before: good for any number of starts.</summary>
    protected abstract Task<IReadOnlyList<string>> SupervisedCommandAsync(int port, CancellationToken cancellation);

    /// <summary>Opens and closes one connection as the set-up user; throws while the server is not ready.</summary>
    protected abstract Task ConnectAsync(CancellationToken cancellation);

    /// <summary>True for an error of <see cref="ConnectAsync"/> that passes by itself while a server starts.</summary>
    protected abstract bool IsStartingUp(Exception error);

    /// <summary>True for one of those that says that the server brings its data in order after a crash.</summary>
    protected virtual bool IsRecovering(Exception error) => false;

    /// <summary>What only the finished start makes superfluous, such as files with passwords.</summary>
    protected virtual void AfterStart()
    {
    }

    /// <summary>What in the log explains a failed start best.</summary>
    protected abstract bool IsLogOfFailure(string line);

    /// <summary>Finds it running, or starts it; either way it is ours to use until disposed of.</summary>
    protected async Task UseAsync(Action<string> say, CancellationToken cancellation)
    {
        _say = say;
        using var starting = await Folder.StartingAsync(cancellation);
        if (ServerProcess.Find(Folder) is not { } running || !await ReuseAsync(running, cancellation))
            await StartAsync(cancellation);
        _use = Folder.Using();
    }

    private async Task<bool> ReuseAsync(ServerProcess running, CancellationToken cancellation)
    {
        if (Folder.Port is not { } port)
        {
            await running.StopAsync(StopSignal);
            return false;
        }

        Port = port;
        ProcessId = running.Id;
        if (!await IsReadyAsync(running, cancellation))
            return false;
        AfterStart();
        WasRunning = true;
        return true;
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        await ServerUser.RequireEntryAsync(Product, Folder.Path, cancellation);
        if (!Directory.Exists(Folder.Data))
            await MakeDataAsync(cancellation);

        for (var start = 1; ; start++)
        {
            await ServerProcess.AwaitNoRemainsAsync(Folder, cancellation);
            Port = Loopback.FreePort(Folder.Port);
            Folder.Port = Port;
            var process = await ServerProcess.LaunchAsync(Folder, await PrepareStartAsync(Port, cancellation), cancellation);
            ProcessId = process.Id;
            if (await IsReadyOrStoppedAsync(process, cancellation))
            {
                AfterStart();
                return;
            }

            // The port may have gone to another program between the choice and the start.
            if (start == Starts || !await Loopback.AnswersAsync(Port, cancellation))
                throw NotStarted();
            Folder.Port = null;
        }
    }

    private async Task MakeDataAsync(CancellationToken cancellation)
    {
        if (Directory.Exists(Folder.UnfinishedData))
            Directory.Delete(Folder.UnfinishedData, recursive: true);
        await InitializeAsync(cancellation);
        Directory.Move(Folder.UnfinishedData, Folder.Data);
    }

    private async Task<bool> IsReadyOrStoppedAsync(ServerProcess process, CancellationToken cancellation)
    {
        try
        {
            return await IsReadyAsync(process, cancellation);
        }
        catch (Exception error) when (error is not PipelineException)
        {
            // One that may only be slow to recover is left alone: cut off, it would begin anew.
            await process.StopAsync(StopSignal);
            throw;
        }
    }

    /// <summary>Waits until it lets us in; false when the process ends before.</summary>
    /// <exception cref="PipelineException">It lives, and gives no sign of it (exit 3). Only its user knows whether to end it, so it goes on.</exception>
    private async Task<bool> IsReadyAsync(ServerProcess process, CancellationToken cancellation)
    {
        var readiness = new Readiness(process, Port, Folder.Log, TimeProvider.System)
        {
            ConnectAsync = ConnectAsync,
            IsStartingUp = IsStartingUp,
            IsRecovering = IsRecovering,
            SayAfter = seconds => _say($"{Product} lets nobody in yet after {seconds} s, as after a crash while it recovers: waiting for it. Its log: {Folder.Log}"),
        };
        var isReady = await readiness.AwaitAsync(cancellation);
        return isReady || !process.IsAlive ? isReady : throw NotReady(process);
    }

    private static async Task<bool> StopProcessAsync(ServerFolder folder, int signal)
    {
        if (ServerProcess.Find(folder) is not { } running)
            return false;
        await running.StopAsync(signal);
        File.Delete(folder.ProcessId);
        return true;
    }

    private PipelineException NotStarted() => new(
        ExitCode.CannotConnect,
        $"The private {Product} did not start on 127.0.0.1:{Port}: {LogOfFailure()}",
        $"Read {Folder.Log}, mend the cause, and try again.");

    private PipelineException NotReady(ServerProcess process) => new(
        ExitCode.CannotConnect,
        $"The private {Product} (process {process.Id}) lets nobody in on 127.0.0.1:{Port}, and gave no sign of life for {Readiness.Patience.TotalSeconds:N0} s: {LogOfFailure()}",
        $"Read {Folder.Log}. While it recovers from a crash, try again later; otherwise end it: kill {process.Id}");

    private string LogOfFailure()
    {
        var lines = File.Exists(Folder.Log) ? File.ReadAllLines(Folder.Log) : [];
        return (lines.LastOrDefault(IsLogOfFailure) ?? lines.LastOrDefault() ?? "it wrote no log").Trim();
    }
}
