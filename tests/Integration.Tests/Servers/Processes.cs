using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Integration.Tests.Servers;

/// <summary>Finds and ends processes of this machine, as a fault would.</summary>
internal static class Processes
{
    /// <summary>All that a process started, directly or not.</summary>
    public static List<int> Below(int process) => [.. ProcessTree.Family(process).Skip(1)];

    /// <summary>The one below a process whose command line holds a word, or null.</summary>
    public static int? Find(int above, string word) =>
        Below(above).Where(id => CommandLine(id).Contains(word, StringComparison.Ordinal)).Select(id => (int?)id).FirstOrDefault();

    /// <summary>The one below a process that runs a program, or null.</summary>
    public static int? FindProgram(int above, string program) =>
        Below(above).Where(id => ProcessTree.Words(id) is [{ } first, ..] && string.Equals(first, program, StringComparison.Ordinal)).Select(id => (int?)id).FirstOrDefault();

    public static string CommandLine(int process) => string.Join(' ', ProcessTree.Words(process));

    public static void Kill(int process) => LibC.Signal(process, LibC.Kill);

    /// <summary>Kills it and waits until its last thread has ended: until then its ports are taken.</summary>
    public static async Task KillAsync(int process, CancellationToken cancellation)
    {
        for (Kill(process); ProcessTree.IsAlive(process);)
            await Task.Delay(20, cancellation);
    }

    public static void Interrupt(int process) => LibC.Signal(process, LibC.Interrupt);
}
