using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Doctor;

/// <summary>What the machine itself must have.</summary>
internal sealed class MachineChecks(ProjectFolder project, ServerHome home)
{
    private const long NeededBytes = 2L << 30;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation) =>
    [
        await SdkAsync(cancellation),
        await PostgresAsync(cancellation),
        await MySqlAsync(cancellation),
        await UserSwitchAsync(cancellation),
        PrivateFolders(),
        DiskSpace(),
    ];

    private static async Task<Finding> PostgresAsync(CancellationToken cancellation)
    {
        var package = PostgresBinaries.Package;
        if (await PostgresBinaries.FindAsync(major: null, cancellation) is { } found)
            return new Finding(Subject(package), $"PostgreSQL {found.Version} in {found.Folder}");
        return !IsGiven(package) && await PostgresBinaries.FindTooOldAsync(cancellation) is { } older
            ? Finding.Of(Subject(package), package.TooOld(older.Version, PostgresBinaries.OldestMajor))
            : Absent(package);
    }

    private static async Task<Finding> MySqlAsync(CancellationToken cancellation)
    {
        var package = MySqlBinaries.Package;
        if (await MySqlBinaries.FindAsync(cancellation) is not { } found)
            return Absent(package);
        var server = new MySqlServer(found.Version, found.IsMariaDb);
        return server.IsTooOld && IsGiven(package) ? Absent(package) : MySqlChecks.Version(Subject(package), server, found.Server);
    }

    private static string Subject(ServerPackage package) => $"{package.Product} server program";

    private static bool IsGiven(ServerPackage package) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(package.Setting ?? ""));

    private static Finding Absent(ServerPackage package) => IsGiven(package)
        ? new Finding(Subject(package), $"none to use, and none is needed: {package.Setting} is set")
        : new Finding(Subject(package), "none", $"Type: {package.InstallCommand}");

    private async Task<Finding> UserSwitchAsync(CancellationToken cancellation)
    {
        const string subject = "user of the servers";
        if (!Environment.IsPrivilegedProcess)
            return new Finding(subject, Environment.UserName);
        if (ProgramFolders.Find("setpriv") is null)
            return new Finding(subject, "root, and setpriv is missing: a server must not run as root", "Type: apt-get install -y util-linux");
        try
        {
            var (postgres, mysql) = (OsUser.For("postgres"), OsUser.For("mysql"));
            await postgres.RequireEntryAsync(PostgresBinaries.Package.Product, home.Path, cancellation);
            await mysql.RequireEntryAsync(MySqlBinaries.Package.Product, home.Path, cancellation);
            return new Finding(subject, $"{postgres.Name} and {mysql.Name} (started by root)");
        }
        catch (PipelineException error)
        {
            return Finding.Of(subject, error);
        }
    }

    /// <summary>Another user of the checkout may read all of it but the secrets.</summary>
    private Finding PrivateFolders()
    {
        const string subject = "private folders";
        try
        {
            File.Create(Path.Combine(project.Private, $"doctor.{Environment.ProcessId}"), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
            foreach (var server in ((string[])[home.Postgres, home.MySql]).Where(Directory.Exists))
                _ = ServerFolder.Open(server).Password(subject);
            return new Finding(subject, $"{Environment.UserName} may use {home.Path}");
        }
        catch (Exception error) when (ServerErrors.Explain(error) is { } known)
        {
            return Finding.Of(subject, known);
        }
    }

    private async Task<Finding> SdkAsync(CancellationToken cancellation)
    {
        const string subject = ".NET SDK";
        const string remedy = "Install the .NET SDK 10 (Ubuntu: sudo apt-get install -y dotnet-sdk-10.0; elsewhere: dot.net/download).";
        if (ProgramFolders.Find("dotnet") is not { } dotnet)
            return new Finding(subject, "none", remedy);
        var asked = await Command.TryAsync(["env", "-C", project.Root, dotnet, "--version"], cancellation);
        return asked.ExitCode == 0
            ? new Finding(subject, asked.StandardOutput.Trim())
            : new Finding(subject, "none that global.json accepts", remedy);
    }

    private Finding DiskSpace()
    {
        const string subject = "disk space";
        Directory.CreateDirectory(home.Path);
        var free = new DriveInfo(home.Path).AvailableFreeSpace;
        var found = $"{free / (double)(1L << 30):N1} GB free for {home.Path}";
        return free >= NeededBytes
            ? new Finding(subject, found)
            : new Finding(subject, found, $"Make room for {NeededBytes >> 30} GB, or set PIPELINE_HOME to a folder on a larger disk.");
    }
}
