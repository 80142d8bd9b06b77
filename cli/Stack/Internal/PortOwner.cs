using System.Globalization;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Stack.Internal;

/// <summary>Who listens on a port of this machine.</summary>
internal static class PortOwner
{
    private const string Listening = "0A";

    /// <summary>Process and command of the listener, for a message; null when it is not ours to see.</summary>
    public static string? Of(int port)
    {
        var socket = Inodes(port).Select(inode => $"socket:[{inode}]").ToHashSet(StringComparer.Ordinal);
        return ProcessTree.Ids().Where(id => Files(id).Any(socket.Contains)).Select(Describe).FirstOrDefault();
    }

    private static string Describe(int id)
    {
        var command = ProcessTree.CommandLine(id);
        return $"process {id} ({(command.Length > 80 ? $"{command[..80]}…" : command)})";
    }

    private static IEnumerable<string> Inodes(int port) => ((string[])["/proc/net/tcp", "/proc/net/tcp6"])
        .Where(File.Exists)
        .SelectMany(File.ReadLines)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(fields => fields.Length > 9 && fields[3] is Listening && fields[1].EndsWith($":{port.ToString("X4", CultureInfo.InvariantCulture)}", StringComparison.Ordinal))
        .Select(fields => fields[9]);

    private static IEnumerable<string> Files(int id)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries($"/proc/{id}/fd").Select(file => new FileInfo(file).LinkTarget).OfType<string>()];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is another user's.
            return [];
        }
    }
}
