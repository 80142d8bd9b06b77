using System.Globalization;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Brokers.Internal;

/// <summary>
/// One server process in Java. It is found again by the mark that its command line bears, in all processes of the machine: a
/// pid file could be lost, or name a process that has the number by now.
/// </summary>
internal sealed class JavaServer
{
    private const string MarkProperty = "-Dpipeline.server=";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private JavaServer(int id) => Id = id;

    public int Id { get; }

    /// <summary>True until the process has ended. Its command line is no sign of life: it is empty for a moment while a program starts.</summary>
    public bool IsAlive => ProcessTree.IsAlive(Id);

    /// <summary>
    /// Starts one in a session of its own, so that neither Ctrl-C nor a closed terminal reaches it. A start that has begun is not cut off, as nobody
    /// would know of the server then.
    /// </summary>
    /// <param name="command">Its command line, with its mark.</param>
    /// <param name="log">The file that its output is appended to.</param>
    /// <param name="cancellation">Ends the starting.</param>
    /// <param name="environment">Variables to add.</param>
    public static async Task<JavaServer> LaunchAsync(IEnumerable<string> command, string log, CancellationToken cancellation, IReadOnlyDictionary<string, string?>? environment = null)
    {
        const string script = """umask 077; setsid "$@" >>"$0" 2>&1 </dev/null & echo $!""";
        cancellation.ThrowIfCancellationRequested();
        var printed = await Tool.RunAsync(
            "sh",
            ["-c", script, log, .. command],
            $"Look at {log}.",
            environment ?? new Dictionary<string, string?>(StringComparer.Ordinal),
            CancellationToken.None);
        return new JavaServer(int.Parse(printed, CultureInfo.InvariantCulture));
    }

    /// <summary>The whole command line of a server.</summary>
    /// <param name="mark">What it is known by: a path that no other server has.</param>
    /// <param name="java">The file <c>java</c>.</param>
    /// <param name="arguments">Everything after <c>java</c>.</param>
    public static IReadOnlyList<string> CommandLineOf(string mark, string java, IEnumerable<string> arguments) => [java, $"{MarkProperty}{mark}", .. arguments];

    /// <summary>The running server with this mark, or null.</summary>
    public static JavaServer? Find(string mark) => ProcessTree.Ids()
        .Where(id => ProcessTree.Words(id).Contains($"{MarkProperty}{mark}", StringComparer.Ordinal))
        .Select(id => new JavaServer(id))
        .FirstOrDefault();

    /// <summary>Asks it to end in order, and ends it when it has not after half a minute.</summary>
    public async Task StopAsync()
    {
        LibC.Signal(Id, LibC.Terminate);
        if (await EndsWithinAsync(TimeSpan.FromSeconds(30)))
            return;
        await KillAsync();
    }

    /// <summary>Ends it at once, whatever it is doing.</summary>
    public async Task KillAsync()
    {
        LibC.Signal(Id, LibC.Kill);
        if (!await EndsWithinAsync(TimeSpan.FromSeconds(10)))
            throw new PipelineException(ExitCode.CannotConnect, $"The process {Id} does not end, not even when killed.", $"Look at it with `ps -fp {Id}`.");
    }

    private async Task<bool> EndsWithinAsync(TimeSpan time)
    {
        for (var deadline = DateTime.UtcNow + time; IsAlive; await Task.Delay(Pause))
        {
            if (DateTime.UtcNow > deadline)
                return false;
        }

        return true;
    }
}
