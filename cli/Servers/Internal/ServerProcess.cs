using System.Globalization;
using Pipeline.Common;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>The running process of a private server, known by the data folder on its command line.</summary>
/// <param name="Id">Its process id.</param>
internal sealed record ServerProcess(int Id)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>True until the process has ended.</summary>
    public bool IsAlive => CommandLine(Id).Length > 0;

    /// <summary>
    /// The server that works on the folder's data, or null. Every process is looked at, so that neither a lost nor a stale
    /// pid file misleads: a number that another program has by now does not count.
    /// </summary>
    public static ServerProcess? Find(ServerFolder folder) => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && CommandLine(id).Split('\0').Any(word => IsDataFolder(word, folder.Data)))
        .Select(id => new ServerProcess(id))
        .FirstOrDefault();

    /// <summary>Starts a server in a session of its own, so that neither Ctrl-C nor a closed terminal reaches it.</summary>
    public static async Task<ServerProcess> LaunchAsync(ServerFolder folder, IEnumerable<string> command, CancellationToken cancellation)
    {
        const string script = """umask 077; setsid "$@" >>"$0" 2>&1 </dev/null & echo $!""";
        File.Delete(folder.Log);
        var printed = await Command.RunAsync(["sh", "-c", script, folder.Log, .. command], cancellation);
        var process = new ServerProcess(int.Parse(printed, CultureInfo.InvariantCulture));
        await File.WriteAllTextAsync(folder.ProcessId, printed, cancellation);
        return process;
    }

    /// <summary>Ends it in order; when it has not ended after half a minute, at once.</summary>
    public async Task StopAsync(int signal)
    {
        LibC.Signal(Id, signal);
        if (await EndsWithinAsync(TimeSpan.FromSeconds(30)))
            return;
        LibC.Signal(Id, LibC.Kill);
        if (!await EndsWithinAsync(TimeSpan.FromSeconds(10)))
        {
            throw new PipelineException(
                ExitCode.CannotConnect, $"The server process {Id} does not end, not even when killed.", $"Look at it with `ps -fp {Id}`.");
        }
    }

    private async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        var deadline = DateTime.UtcNow + time;
        while (IsAlive)
        {
            if (DateTime.UtcNow > deadline)
                return false;
            await Task.Delay(Pause);
        }

        return true;
    }

    private static bool IsDataFolder(string word, string data) => string.Equals(word, data, StringComparison.Ordinal) || word.EndsWith($"={data}", StringComparison.Ordinal);

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is not ours to see: either way none of our servers.
            return "";
        }
    }
}
