namespace Pipeline.Cli.Servers.Internal;

/// <summary>Where programs stand on this machine.</summary>
internal static class ProgramFolders
{
    private static readonly string[] SystemFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/libexec"];

    /// <summary>The folders of PATH, then those a short PATH leaves out.</summary>
    public static IEnumerable<string> All =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Concat(SystemFolders).Distinct(StringComparer.Ordinal);

    /// <summary>The first of the names found in the first folder that has one, links followed to the file they mean.</summary>
    public static string? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (All.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } path)
                return path;
        }

        return null;
    }

    /// <summary>The file itself behind a chain of links.</summary>
    public static string Resolve(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
}
