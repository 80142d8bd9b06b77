using MySqlConnector;

namespace Pipeline.Common.Runs;

/// <summary>
/// The named lock over the rows of the replicas: who computes from them over several connections holds it, so that no transaction changes
/// rows between two of its queries, and who changes rows in place holds it. A swap of whole tables does not need it: it waits for open readers.
/// </summary>
public static class ReplicasLock
{
    private const int PatienceSeconds = 300;

    /// <summary>Waits for the lock; it ends with the connection, or with <see cref="ReleaseAsync"/>.</summary>
    /// <exception cref="PipelineException">Somebody else has held it for five minutes (exit 75).</exception>
    public static async Task TakeAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        var name = NameOf(connection);
        if (await connection.ScalarAsync<long?>("select get_lock(@p0, @p1)", cancellation, name, PatienceSeconds) == 1)
            return;

        var holder = await connection.ScalarAsync<long?>("select is_used_lock(@p0)", cancellation, name);
        throw new PipelineException(
            ExitCode.AttemptAtWork,
            $"Connection {holder?.ToString() ?? "just ended"} of {connection.DataSource} has held the replicas of {connection.Database} for {PatienceSeconds} s: marts are computed from them, or their rows are being changed.",
            "Run again when it is done; `show full processlist` on that server says what it does.");
    }

    /// <summary>Gives it back; a connection that was lost has done so.</summary>
    public static async Task ReleaseAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            await connection.ScalarAsync<long?>("select release_lock(@p0)", cancellation, NameOf(connection));
        }
        catch (Exception error) when (connection.IsLostBy(error))
        {
            // What was done under the lock is committed by now, or was never.
        }
    }

    /// <summary>True while this connection holds it.</summary>
    public static Task<bool> IsHeldAsync(MySqlConnection connection, CancellationToken cancellation) =>
        connection.ScalarAsync<bool>("select is_used_lock(@p0) <=> connection_id()", cancellation, NameOf(connection));

    private static string NameOf(MySqlConnection connection) => RunLock.NameOf("replicas", connection.Database);
}
