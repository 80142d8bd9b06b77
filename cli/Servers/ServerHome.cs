using System.Security.Cryptography;
using System.Text;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Cli.Servers;

/// <summary>The folder that holds the private servers: <c>.pipeline</c> of the project, or one outside it where a server's user cannot enter that.</summary>
/// <param name="Path">The folder.</param>
internal sealed record ServerHome(string Path)
{
    private const string SystemFolder = "/var/lib/pipeline";

    public string Postgres => System.IO.Path.Combine(Path, "postgres");

    public string MySql => System.IO.Path.Combine(Path, "mysql");

    /// <summary>Where the servers of a project are. Root's home, say, is closed to the users that servers run as.</summary>
    public static async Task<ServerHome> FindAsync(ProjectFolder project, Action<string> say, CancellationToken cancellation)
    {
        Directory.CreateDirectory(project.Private);
        if (await CanEnterAsync(project.Private, cancellation))
            return new ServerHome(project.Private);

        var outside = OutsideOf(project.Private);
        ServerFolder.MakePassable(SystemFolder);
        ServerFolder.MakePassable(outside);
        say($"The servers' users cannot enter {project.Private}: the servers keep their data in {outside}.");
        return new ServerHome(outside);
    }

    /// <summary>A folder for the same project where every user may pass; only root needs it, and only root may write there.</summary>
    public static string OutsideOf(string folder)
    {
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12];
        return System.IO.Path.Combine(SystemFolder, mark);
    }

    private static async Task<bool> CanEnterAsync(string folder, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(
            OsUser.For("postgres").CanEnterAsync(folder, cancellation),
            OsUser.For("mysql").CanEnterAsync(folder, cancellation));
        return answers.All(can => can);
    }
}
