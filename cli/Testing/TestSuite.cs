namespace Pipeline.Cli.Testing;

/// <summary>One project of tests, built.</summary>
/// <param name="Name">The project's folder, such as Cli.Tests.</param>
/// <param name="Assembly">The program that runs its tests.</param>
internal sealed record TestSuite(string Name, string Assembly)
{
    // The last of them has the machine's usual ports for itself.
    private static readonly string[] WithServers = ["Integration.Tests", "compose"];

    /// <summary>True for a suite that starts servers or containers.</summary>
    public bool NeedsServers => WithServers.Contains(Name, StringComparer.Ordinal);

    /// <summary>Every suite of the checkout: those without servers first, as they answer soonest.</summary>
    public static IReadOnlyList<TestSuite> In(string root) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(project => Of(root, project))
            .OrderBy(suite => suite.NeedsServers)
            .ThenBy(suite => suite.Name, StringComparer.Ordinal),
    ];

    private static TestSuite Of(string root, string project)
    {
        var assembly = Path.GetFileNameWithoutExtension(project);
        return new TestSuite(
            Path.GetFileName(Path.GetDirectoryName(project)!), Path.Combine(root, "artifacts", "bin", assembly, "release", $"{assembly}.dll"));
    }
}
