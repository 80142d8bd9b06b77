using System.Text.RegularExpressions;
using Pipeline.Common;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>The server program of MariaDB or MySQL.</summary>
/// <param name="Server">mariadbd or mysqld.</param>
/// <param name="IsMariaDb">Which of the two it is: their set-up differs.</param>
/// <param name="Version">Such as 10.11.14 or 8.4.7.</param>
internal sealed partial record MySqlBinaries(string Server, bool IsMariaDb, string Version)
{
    /// <summary>The package that holds a server.</summary>
    public static ServerPackage Package { get; } = new("MariaDB", "mariadb-server", "MYSQL_URL");

    public string Product => IsMariaDb ? "MariaDB" : "MySQL";

    /// <summary>The machine's server, MariaDB before MySQL; null when there is neither.</summary>
    public static async Task<MySqlBinaries?> FindAsync(CancellationToken cancellation)
    {
        if (ProgramFolders.Find("mariadbd", "mysqld") is not { } server)
            return null;
        var printed = await Command.RunAsync([server, "--version"], cancellation);
        var version = VersionNumber().Match(printed);
        return version.Success
            ? new MySqlBinaries(server, printed.Contains("MariaDB", StringComparison.OrdinalIgnoreCase), version.Groups["number"].Value)
            : null;
    }

    /// <summary>The same, or the reason why not.</summary>
    /// <exception cref="PipelineException">The data was made by the other product (exit 3).</exception>
    public static async Task<MySqlBinaries> RequireAsync(ServerFolder folder, Action<string> say, CancellationToken cancellation)
    {
        var binaries = await FindAsync(cancellation);
        if (binaries is null)
        {
            await Package.InstallAsync(say, cancellation);
            binaries = await FindAsync(cancellation) ?? throw Package.Missing("its server program is not found");
        }

        if (!Directory.Exists(folder.Data))
            return binaries;
        var madeByMariaDb = File.Exists(Path.Combine(folder.Data, "aria_log_control"));
        return madeByMariaDb == binaries.IsMariaDb
            ? binaries
            : throw new PipelineException(
                ExitCode.CannotConnect,
                $"The private data in {folder.Data} was made by {(madeByMariaDb ? "MariaDB" : "MySQL")}, but {binaries.Product} is what is installed.",
                $"Install the other one again; or give up all that it holds (replicas, marts, the record of runs): remove {folder.Path}, or a whole stack by ./pipeline down --volumes, and start anew.");
    }

    [GeneratedRegex(@"Ver (?<number>\d+(\.\d+)+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionNumber();
}
