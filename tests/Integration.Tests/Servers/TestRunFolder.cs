using System.Globalization;
using Pipeline.Cli;
using Pipeline.Cli.Servers;

namespace Pipeline.Integration.Tests.Servers;

/// <summary>Where one test run keeps its servers: a folder named by its process, so that runs never meet and leftovers are known.</summary>
/// <param name="Path">The folder.</param>
internal sealed record TestRunFolder(string Path)
{
    private static string Home => System.IO.Path.Combine(ProjectFolder.Find().Root, "artifacts", "test-servers");

    public static TestRunFolder OfThisRun() => new(Of(Environment.ProcessId));

    /// <summary>Stops and removes what killed runs left.</summary>
    public static async Task SweepAsync()
    {
        if (!Directory.Exists(Home))
            return;
        foreach (var path in Directory.EnumerateDirectories(Home))
        {
            if (IsRunning(System.IO.Path.GetFileName(path)))
                continue;
            var home = await new TestRunFolder(path).ServersAsync();
            await PrivatePostgres.StopAsync(home.Postgres);
            await PrivateMySql.StopAsync(home.MySql);
            Remove(home.Path);
            Remove(path);
        }
    }

    /// <summary>The servers' folders in it; outside the checkout where their users cannot enter that.</summary>
    public Task<ServerHome> ServersAsync() =>
        ServerHome.FindAsync(new ProjectFolder(ProjectFolder.Find().Root, Path), _ => { }, CancellationToken.None);

    /// <summary>A folder for a server that one test plays with.</summary>
    public async Task<string> ForOneTestAsync(string name) =>
        System.IO.Path.Combine((await ServersAsync()).Path, $"{name}-{Guid.CreateVersion7():N}");

    public void Delete()
    {
        Remove(ServerHome.OutsideOf(Path));
        Remove(Path);
    }

    private static string Of(int process) => System.IO.Path.Combine(Home, process.ToString(CultureInfo.InvariantCulture));

    private static bool IsRunning(string process) =>
        Directory.Exists($"/proc/{process}");

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
