using Pipeline.Cli.Servers.Internal;
using Processes = Pipeline.Cli.Servers.Internal.ProcessTree;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>Processes of this machine by who started whom.</summary>
internal static class ProcessTree
{
    /// <summary>All that a process started, directly or not.</summary>
    public static List<int> Below(int process) => [.. Processes.Family(process).Skip(1)];

    /// <summary>The one below a process whose command line holds a word, or null.</summary>
    public static int? Find(int above, string word) =>
        Below(above).Where(id => CommandLine(id).Contains(word, StringComparison.Ordinal)).Select(id => (int?)id).FirstOrDefault();

    public static string CommandLine(int process) => string.Join(' ', Processes.Words(process));

    public static void Kill(int process) => LibC.Signal(process, LibC.Kill);

    /// <summary>Kills it and waits until its last thread has ended: until then its ports are taken.</summary>
    public static async Task KillAsync(int process, CancellationToken cancellation)
    {
        for (Kill(process); Processes.IsAlive(process);)
            await Task.Delay(20, cancellation);
    }

    public static void Interrupt(int process) => LibC.Signal(process, LibC.Interrupt);
}
