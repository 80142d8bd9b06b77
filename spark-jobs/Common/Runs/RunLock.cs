using System.Security.Cryptography;
using System.Text;
using MySqlConnector;

namespace Pipeline.Common.Runs;

/// <summary>
/// The named lock that lets one attempt of a job work on a database. The server frees it the moment the connection ends, however it ends;
/// what publishes goes over the same connection, so that an attempt which lost the lock cannot publish any more.
/// </summary>
public static class RunLock
{
    private const int LongestName = 64;

    /// <summary>Takes the lock or says who is at work.</summary>
    /// <exception cref="PipelineException">Another attempt holds it (exit 75).</exception>
    public static async Task TakeAsync(MySqlConnection connection, string job, CancellationToken cancellation)
    {
        // The lock's connection is idle while the rows move: it must outlive the longest run.
        await connection.ExecuteAsync("set session wait_timeout = 604800", cancellation);
        var name = NameOf(job, connection.Database);
        if (await connection.ScalarAsync<long?>("select get_lock(@p0, 0)", cancellation, name) == 1)
            return;

        var holder = await HolderAsync(connection, job, cancellation);
        throw new PipelineException(
            ExitCode.AttemptAtWork,
            $"Another attempt of {job} is at work on {connection.Database} (connection {holder?.ToString() ?? "just ended"} of {connection.DataSource}).",
            $"Wait for it to end, or end it with `kill {holder?.ToString() ?? "ID"}` on that server; then run again.");
    }

    /// <summary>The connection that holds the lock, or null.</summary>
    public static Task<long?> HolderAsync(MySqlConnection connection, string job, CancellationToken cancellation) =>
        connection.ScalarAsync<long?>("select is_used_lock(@p0)", cancellation, NameOf(job, connection.Database));

    /// <summary>The lock's name; MySQL allows 64 characters, so a long one ends in a hash.</summary>
    internal static string NameOf(string job, string database)
    {
        var name = $"pipeline.{job}.{database}";
        return name.Length <= LongestName
            ? name
            : $"{name[..(LongestName - 17)]}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16]}";
    }
}
