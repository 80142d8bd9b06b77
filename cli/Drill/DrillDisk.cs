using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>
/// A small disk in memory that holds one database, so that it alone can be filled: the server gets the system's own "no space left on
/// device". Mounting one takes root.
/// </summary>
/// <param name="Path">Where it is mounted.</param>
internal sealed record DrillDisk(string Path)
{
    private const string Size = "384m";
    private const string Mounts = "/proc/self/mounts";

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Lays a disk under the database of each server, before anything is in it.</summary>
    public static async Task<(DrillDisk? Postgres, DrillDisk? MySql, string Reason)> UnderAsync(
        PrivatePostgres postgres, PrivateMySql mySql, string database, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess)
            return (null, null, "only root may mount a small disk to fill");
        var tablespace = System.IO.Path.Combine(postgres.Path, "disk");
        Directory.CreateDirectory(tablespace);
        if (await MountAsync(tablespace, OsUser.For("postgres"), cancellation) is { } refused)
            return (null, null, refused);
        await using (var connection = await PostgresConnections.OpenAsync(postgres.Url(PrivatePostgres.Superuser, "postgres"), "pipeline drill", cancellation))
        {
            await connection.ExecuteAsync($"create tablespace drill_disk location '{tablespace}'", cancellation);
            await connection.ExecuteAsync($"create database \"{database}\" tablespace drill_disk", cancellation);
        }

        await using (var connection = await MySqlConnections.OpenAsync(mySql.Url(PrivateMySql.Administrator, "mysql"), "pipeline drill", cancellation))
            await connection.ExecuteAsync($"create database `{database}` character set utf8mb4", cancellation);
        var schema = System.IO.Path.Combine(mySql.Path, "data", database);
        var files = Directory.EnumerateFiles(schema).ToDictionary(file => file, File.ReadAllBytes, StringComparer.Ordinal);
        var user = OsUser.For("mysql");
        refused = await MountAsync(schema, user, cancellation);
        if (refused is not null)
            return (new(tablespace), null, refused);
        foreach (var (file, content) in files)
            await File.WriteAllBytesAsync(file, content, cancellation);
        await user.OwnAsync(schema, cancellation);
        return (new(tablespace), new(schema), "");
    }

    /// <summary>Takes away all disks below a folder, whoever mounted them.</summary>
    public static async Task UnmountBelowAsync(string folder)
    {
        var below = File.ReadLines(Mounts).Select(line => line.Split(' ')[1].Replace("\\040", " ", StringComparison.Ordinal))
            .Where(mounted => mounted.StartsWith(folder + "/", StringComparison.Ordinal)).ToList();
        foreach (var mounted in below)
            await Command.RunAsync(["umount", mounted], CancellationToken.None);
    }

    /// <summary>Fills it to the last byte.</summary>
    public void Fill()
    {
        try
        {
            using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            var page = new byte[4096];
            while (true)
                file.Write(page);
        }
        catch (IOException)
        {
            // It is full: that is the aim.
        }
    }

    /// <summary>Frees what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(Ballast);

    private static async Task<string?> MountAsync(string folder, OsUser user, CancellationToken cancellation)
    {
        var mounted = await Command.TryAsync(["mount", "-t", "tmpfs", "-o", $"size={Size},mode=0700", "tmpfs", folder], cancellation);
        if (mounted.ExitCode != 0)
            return $"this machine mounts no small disk to fill: {ServerErrors.FirstLine(mounted.StandardError.Trim())}";
        await user.OwnAsync(folder, cancellation);
        return null;
    }
}
