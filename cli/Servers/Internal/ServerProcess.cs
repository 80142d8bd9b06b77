using System.Diagnostics;
using System.Globalization;
using Pipeline.Common;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>The running process of a private server, known by the data folder on its command line.</summary>
/// <param name="Id">Its process id.</param>
internal sealed record ServerProcess(int Id)
{
    private static readonly TimeSpan RemainsEnd = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private const int PausesPerSignal = 10;

    private static readonly string[] Programs = ["postgres", "mariadbd", "mysqld"];

    public bool IsAlive => ProcessTree.IsAlive(Id);

    /// <summary>
    /// The server that works on the folder's data, or null. Every process is looked at, so that neither a lost nor a stale
    /// pid file misleads: a number that another program has by now does not count, nor does one that copies the data.
    /// </summary>
    public static ServerProcess? Find(ServerFolder folder) => ProcessTree.Ids()
        .Where(id => ProcessTree.Words(id) is var words && words.Any(word => IsDataFolder(word, folder.Data)) && IsServer(id, words))
        .Select(id => new ServerProcess(id))
        .FirstOrDefault();

    /// <summary>
    /// Waits until no process is left that works in the folder's data: when a server is killed, its helpers end a moment later. Any
    /// that still lives then is killed, as two servers on one data folder would ruin it.
    /// </summary>
    public static async Task AwaitNoRemainsAsync(ServerFolder folder, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (InData(folder) is var remains and not [])
        {
            if (Stopwatch.GetElapsedTime(began) > RemainsEnd)
                remains.ForEach(id => LibC.Signal(id, LibC.Kill));
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>
    /// Starts a server in a session of its own, so that neither Ctrl-C nor a closed terminal reaches it. A start that has begun is not cut off, as
    /// nobody would know of the server then.
    /// </summary>
    public static async Task<ServerProcess> LaunchAsync(ServerFolder folder, IEnumerable<string> command, CancellationToken cancellation)
    {
        const string script = """umask 077; setsid "$@" >>"$0" 2>&1 </dev/null & echo $!""";
        cancellation.ThrowIfCancellationRequested();
        File.Delete(folder.Log);
        var printed = await Command.RunAsync(["sh", "-c", script, folder.Log, .. command], CancellationToken.None);
        var process = new ServerProcess(int.Parse(printed, CultureInfo.InvariantCulture));
        await File.WriteAllTextAsync(folder.ProcessId, printed, CancellationToken.None);
        return process;
    }

    /// <summary>
    /// Ends it in order; when it has not ended after half a minute, at once. The signal is given again and again: a server that has just begun
    /// is deaf to it, and one that ends takes no notice.
    /// </summary>
    public async Task StopAsync(int signal)
    {
        if (await EndsWithinAsync(signal, TimeSpan.FromSeconds(30)))
            return;
        if (!await EndsWithinAsync(LibC.Kill, TimeSpan.FromSeconds(10)))
        {
            throw new PipelineException(
                ExitCode.CannotConnect, $"The server process {Id} does not end, not even when killed.", $"Look at it with `ps -fp {Id}`.");
        }
    }

    private async Task<bool> EndsWithinAsync(int signal, TimeSpan time)
    {
        var deadline = DateTime.UtcNow + time;
        while (IsAlive)
        {
            if (DateTime.UtcNow > deadline)
                return false;
            LibC.Signal(Id, signal);
            for (var pause = 0; pause < PausesPerSignal && IsAlive; pause++)
                await Task.Delay(Pause);
        }

        return true;
    }

    private static List<int> InData(ServerFolder folder) =>
        [.. ProcessTree.Ids().Where(id => string.Equals(ProcessTree.Link(id, "cwd"), folder.Data, StringComparison.Ordinal) && IsServer(id, ProcessTree.Words(id)))];

    /// <summary>True by its program's file, or by its first word: a file that was replaced has another name, a helper of PostgreSQL a title.</summary>
    private static bool IsServer(int id, IReadOnlyList<string> words) =>
        IsProgram(ProcessTree.Link(id, "exe")) || IsProgram(Unwrapped(words).FirstOrDefault()?.Split(": ", 2)[0]);

    private static bool IsProgram(string? file) => Programs.Contains(Path.GetFileName(file), StringComparer.Ordinal);

    /// <summary>The words of a server that is being started, without the programs that become it.</summary>
    private static IEnumerable<string> Unwrapped(IEnumerable<string> words)
    {
        if (words.FirstOrDefault() is "setsid")
            words = words.Skip(1);
        return words.FirstOrDefault() is "setpriv" ? words.SkipWhile(word => word is not "--").Skip(1) : words;
    }

    private static bool IsDataFolder(string word, string data) => string.Equals(word, data, StringComparison.Ordinal) || word.EndsWith($"={data}", StringComparison.Ordinal);
}
