using System.Globalization;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>Processes of the machine, by what /proc says of them.</summary>
internal static class ProcessTree
{
    // Which of the words behind a name counts the threads (num_threads of proc(5)).
    private const int Threads = 17;

    /// <summary>What a process and all its descendants hold, in megabytes; shared pages are counted once.</summary>
    public static double Megabytes(int id) => Family(id).Sum(Kilobytes) / 1024d;

    /// <summary>A process and all its descendants.</summary>
    public static IReadOnlyList<int> Family(int id)
    {
        var children = Ids().GroupBy(Parent).ToDictionary(group => group.Key, group => group.ToList());
        List<int> family = [id];
        for (var i = 0; i < family.Count; i++)
            family.AddRange(children.GetValueOrDefault(family[i], []));
        return family;
    }

    /// <summary>The most that a process held resident so far, in megabytes; null when it has ended.</summary>
    public static double? PeakMegabytes(int id) => Number(Read($"/proc/{id}/status"), "VmHWM:") / 1024d;

    public static string CommandLine(int id) => string.Join(' ', Words(id)).Trim();

    /// <summary>Its command line, word by word.</summary>
    public static IReadOnlyList<string> Words(int id) => Read($"/proc/{id}/cmdline").Split('\0');

    /// <summary>The variables it was started with, as NAME=VALUE; none when it is not ours to see.</summary>
    public static IReadOnlyList<string> Variables(int id) => Read($"/proc/{id}/environ").Split('\0');

    /// <summary>Where a link of its folder leads, such as exe or cwd; null when it has ended, or is not ours to see.</summary>
    public static string? Link(int id, string name)
    {
        try
        {
            return Directory.ResolveLinkTarget($"/proc/{id}/{name}", returnFinalTarget: false)?.FullName;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static IEnumerable<int> Ids() => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0);

    /// <summary>Who started it; 0 when it has ended.</summary>
    public static int Parent(int id) => Stat(id) is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;

    /// <summary>
    /// True until its last thread has ended. It may only wait for its parent to notice before that, with its first thread ended and the others
    /// still holding its ports.
    /// </summary>
    public static bool IsAlive(int id) => Stat(id) is { Length: > Threads } stat && (stat[0] is not ("Z" or "X") || int.Parse(stat[Threads], CultureInfo.InvariantCulture) > 1);

    /// <summary>Its proportional share where we may look at it, else all that is resident.</summary>
    private static long Kilobytes(int id) => Number(Read($"/proc/{id}/smaps_rollup"), "Pss:") ?? Number(Read($"/proc/{id}/status"), "VmRSS:") ?? 0;

    private static long? Number(string text, string name) => text.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
        && long.TryParse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var number) ? number : null;

    // The name in parentheses may hold spaces; state and parent are the words behind it. None for a process that is gone.
    private static string[] Stat(int id)
    {
        var stat = Read($"/proc/{id}/stat");
        return stat is "" ? [] : stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is not ours to see.
            return "";
        }
    }
}
