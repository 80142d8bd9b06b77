using System.Globalization;
using Npgsql;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.KafkaToPostgres.Target;

/// <summary>
/// The advisory lock that lets one attempt work on a topic. The server frees it the moment the connection ends, however it ends. It is taken
/// before a session is started: who waits for it must not hold cores of a cluster that the other attempt needs.
/// </summary>
internal static class TopicLock
{
    /// <summary>Opens a connection that holds the lock; it waits for another attempt as long as the options say.</summary>
    /// <exception cref="PipelineException">Another attempt holds the lock (exit 75).</exception>
    public static async Task<NpgsqlConnection> OpenAsync(DatabaseUrl target, string topic, RunOptions options, JobContext context)
    {
        var patience = options.LockPatience;
        var connection = await PostgresConnections.OpenAsync(target, EventsRun.Application, context.Cancellation);
        try
        {
            // The lock's connection is idle while the messages move: it must outlive the longest run.
            await connection.ExecuteAsync("set idle_session_timeout = 0", context.Cancellation);
            var key = $"pipeline/{KafkaToPostgresProgram.Job}/{topic}";
            await LockWait.TakeAsync(
                patience,
                limit => TryTakeAsync(connection, key, limit, context.Cancellation),
                () => AtWorkAsync(connection, topic, key, target, context.Cancellation),
                context.Output);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> TryTakeAsync(NpgsqlConnection connection, string key, TimeSpan patience, CancellationToken cancellation)
    {
        if (patience == TimeSpan.Zero)
            return await connection.ScalarAsync<bool>("select pg_try_advisory_lock(hashtextextended(@p0, 0))", cancellation, key);

        await connection.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"set lock_timeout = '{patience.TotalSeconds:F0}s'"), cancellation);
        try
        {
            await connection.ExecuteAsync("select pg_advisory_lock(hashtextextended(@p0, 0))", cancellation, key);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
        await connection.ExecuteAsync("reset lock_timeout", cancellation);
        return true;
    }

    private static async Task<PipelineException> AtWorkAsync(
        NpgsqlConnection connection, string topic, string key, DatabaseUrl target, CancellationToken cancellation)
    {
        var holder = await connection.ScalarAsync<int?>(
            """
            select pid
            from pg_locks, hashtextextended(@p0, 0) as key
            where locktype = 'advisory' and granted and objsubid = 1
                and database = (select oid from pg_database where datname = current_database())
                and ((classid::bigint << 32) | objid::bigint) = key
            """,
            cancellation,
            key);
        return EventsErrors.AtWork(topic, holder, target.Address);
    }
}
