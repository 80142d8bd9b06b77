using System.Security.Cryptography;
using System.Text;
using MySqlConnector;

namespace Pipeline.Common.Runs;

/// <summary>
/// The named lock that lets one attempt of a job work on a database. The server frees it the moment the connection ends, however it ends;
/// what publishes goes over the same connection, so that an attempt which lost the lock cannot publish any more. It is taken before a session
/// is started: who waits for it must not hold cores of a cluster that the other attempt needs.
/// </summary>
public static class RunLock
{
    private const int LongestName = 64;

    /// <summary>Opens a connection that holds the lock; it waits for another attempt as long as the options say.</summary>
    /// <param name="target">The database.</param>
    /// <param name="application">Who the connection says it is.</param>
    /// <param name="job">The job.</param>
    /// <param name="options">How long to wait.</param>
    /// <param name="context">Is told of the wait, and stops it.</param>
    /// <exception cref="PipelineException">Another attempt holds the lock (exit 75).</exception>
    public static async Task<MySqlConnection> OpenAsync(DatabaseUrl target, string application, string job, RunOptions options, JobContext context)
    {
        var patience = options.LockPatience;
        var connection = await MySqlConnections.OpenAsync(target, application, context.Cancellation);
        try
        {
            // The lock's connection is idle while the rows move: it must outlive the longest run.
            await connection.ExecuteAsync("set session wait_timeout = 604800", context.Cancellation);
            await LockWait.TakeAsync(
                patience,
                limit => TryTakeAsync(connection, job, limit, context.Cancellation),
                () => AtWorkAsync(connection, job, context.Cancellation),
                context.Output);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same for who publishes nothing and only keeps runs away meanwhile; <see cref="RunAtWorkAsync"/> tells it from a run.</summary>
    public static async Task<MySqlConnection> OpenToReadAsync(DatabaseUrl target, string application, string job, RunOptions options, JobContext context)
    {
        var connection = await OpenAsync(target, application, job, options, context);
        try
        {
            await TryTakeAsync(connection, Reading(job), TimeSpan.FromSeconds(10), context.Cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the lock over a connection, unless another attempt holds it for so long.</summary>
    public static async Task<bool> TryTakeAsync(MySqlConnection connection, string job, TimeSpan patience, CancellationToken cancellation) =>
        await connection.ScalarAsync<long?>("select get_lock(@p0, @p1)", cancellation, NameOf(job, connection.Database), (int)patience.TotalSeconds) == 1;

    /// <summary>The connection that holds the lock to publish, or null.</summary>
    public static Task<long?> RunAtWorkAsync(MySqlConnection connection, string job, CancellationToken cancellation) => connection.ScalarAsync<long?>(
        "select nullif(is_used_lock(@p0), is_used_lock(@p1))", cancellation, NameOf(job, connection.Database), NameOf(Reading(job), connection.Database));

    private static string Reading(string job) => $"{job}/reading";

    private static async Task<PipelineException> AtWorkAsync(MySqlConnection connection, string job, CancellationToken cancellation)
    {
        var holder = await connection.ScalarAsync<long?>("select is_used_lock(@p0)", cancellation, NameOf(job, connection.Database));
        return new(
            ExitCode.AttemptAtWork,
            $"Another attempt of {job} is at work on {connection.Database} (connection {holder?.ToString() ?? "just ended"} of {connection.DataSource}).",
            $"Wait for it to end, or end it with `kill {holder?.ToString() ?? "ID"}` on that server; then run again.");
    }

    /// <summary>The lock's name; MySQL allows 64 characters, so a long one ends in a hash.</summary>
    internal static string NameOf(string job, string database)
    {
        var name = $"pipeline.{job}.{database}";
        return name.Length <= LongestName
            ? name
            : $"{name[..(LongestName - 17)]}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16]}";
    }
}
