using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Common;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>One installation of PostgreSQL's server programs.</summary>
/// <param name="Folder">Where initdb and postgres stand.</param>
/// <param name="Version">As <c>postgres --version</c> gives it, such as 15.14.</param>
internal sealed partial record PostgresBinaries(string Folder, string Version)
{
    /// <summary>The oldest major version the pipeline works with.</summary>
    public const int OldestMajor = 15;

    private const string PackageFolders = "/usr/lib/postgresql";

    /// <summary>The package that holds a server.</summary>
    public static ServerPackage Package { get; } = new("PostgreSQL", "postgresql", "POSTGRES_URL");

    public int Major => int.Parse(Version.Split('.', 2)[0], CultureInfo.InvariantCulture);

    public string Initdb => Path.Combine(Folder, "initdb");

    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>The installation to use: the one of that major version, else the first new enough (PATH, then the newest package); null when there is none.</summary>
    public static async Task<PostgresBinaries?> FindAsync(int? major, CancellationToken cancellation)
    {
        var found = await AllAsync(cancellation);
        return found.FirstOrDefault(one => one.Major == major) ?? found.FirstOrDefault(one => one.Major >= OldestMajor);
    }

    /// <summary>The newest that is too old to use; null when there is none.</summary>
    public static async Task<PostgresBinaries?> FindTooOldAsync(CancellationToken cancellation) =>
        (await AllAsync(cancellation)).Where(one => one.Major < OldestMajor).MaxBy(one => one.Major);

    /// <summary>The same, or the reason why not.</summary>
    /// <exception cref="PipelineException">The data was made by a version that is not installed (exit 3).</exception>
    public static async Task<PostgresBinaries> RequireAsync(ServerFolder folder, Action<string> say, CancellationToken cancellation)
    {
        var versionFile = Path.Combine(folder.Data, "PG_VERSION");
        int? major = File.Exists(versionFile)
            ? int.Parse((await File.ReadAllTextAsync(versionFile, cancellation)).Trim(), CultureInfo.InvariantCulture)
            : null;
        var binaries = await FindAsync(major, cancellation);
        if (binaries is null)
        {
            // The system's package may be as old as what is there; only root finds out without a question.
            if (Environment.IsPrivilegedProcess || await FindTooOldAsync(cancellation) is null)
                await Package.InstallAsync(say, cancellation);
            binaries = await FindAsync(major, cancellation)
                ?? throw (await FindTooOldAsync(cancellation) is { } older ? Package.TooOld(older.Version, OldestMajor) : Package.Missing("its server program is not found"));
        }

        return major is null || binaries.Major == major
            ? binaries
            : throw new PipelineException(
                ExitCode.CannotConnect,
                $"The private data in {folder.Data} was made by PostgreSQL {major}, but {binaries.Version} is what is installed.",
                $"Install PostgreSQL {major} again; or give up all that it holds (shop, events, Airflow's history): remove {folder.Path}, or a whole stack by ./pipeline down --volumes, and start anew.");
    }

    private static async Task<List<PostgresBinaries>> AllAsync(CancellationToken cancellation)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in Folders().Distinct(StringComparer.Ordinal))
        {
            var printed = await Command.RunAsync([Path.Combine(folder, "postgres"), "--version"], cancellation);
            if (VersionNumber().Match(printed) is { Success: true, Value: var version })
                found.Add(new PostgresBinaries(folder, version));
        }

        return found;
    }

    private static IEnumerable<string> Folders()
    {
        if (ProgramFolders.Find("postgres") is { } inPath && Path.GetDirectoryName(ProgramFolders.Resolve(inPath)) is { } own && Complete(own))
            yield return own;
        if (!Directory.Exists(PackageFolders))
            yield break;
        foreach (var folder in Directory.EnumerateDirectories(PackageFolders)
            .OrderByDescending(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var major) ? major : 0))
        {
            var bin = Path.Combine(folder, "bin");
            if (Complete(bin))
                yield return bin;
        }
    }

    private static bool Complete(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    [GeneratedRegex(@"\d+(\.\d+)*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionNumber();
}
