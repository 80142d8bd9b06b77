using System.Globalization;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>Processes of this machine by who started whom.</summary>
internal static class ProcessTree
{
    /// <summary>All that a process started, directly or not.</summary>
    public static List<int> Below(int process)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .ToLookup(ParentOf);
        return [.. Walk(process)];

        IEnumerable<int> Walk(int parent) => children[parent].SelectMany(child => Walk(child).Prepend(child));
    }

    /// <summary>The one below a process whose command line holds a word, or null.</summary>
    public static int? Find(int above, string word) =>
        Below(above).Where(id => CommandLine(id).Contains(word, StringComparison.Ordinal)).Select(id => (int?)id).FirstOrDefault();

    public static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    public static void Kill(int process) => LibC.Signal(process, LibC.Kill);

    /// <summary>Kills it and waits until its last thread has ended: until then its ports are taken, though it counts as dead.</summary>
    public static async Task KillAsync(int process, CancellationToken cancellation)
    {
        for (Kill(process); StatOf(process) is [not ("Z" or "X"), ..] || ThreadsOf(process) > 1;)
            await Task.Delay(20, cancellation);
    }

    public static void Interrupt(int process) => LibC.Signal(process, LibC.Interrupt);

    private static int ThreadsOf(int process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task").Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static int ParentOf(int process) => StatOf(process) is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;

    // The name in parentheses may hold spaces; state and parent are the words behind it. None for a process that is gone.
    private static string[] StatOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
