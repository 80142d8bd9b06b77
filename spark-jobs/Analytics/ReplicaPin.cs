using MySqlConnector;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.Analytics;

/// <summary>
/// Keeps the replicas in place while marts are computed from them: an open transaction that has read a table makes a swap of it
/// wait, and the lock makes a change of rows in it wait, so every query of the run reads the same moment of the shop, over however many connections.
/// </summary>
internal sealed class ReplicaPin : IAsyncDisposable
{
    private readonly MySqlConnection _connection;

    private ReplicaPin(MySqlConnection connection) => _connection = connection;

    /// <summary>Holds the replicas until disposed.</summary>
    /// <exception cref="PipelineException">A replica is missing (exit 4).</exception>
    public static async Task<ReplicaPin> TakeAsync(DatabaseUrl url, IReadOnlyList<string> replicas, CancellationToken cancellation)
    {
        var connection = await MySqlConnections.OpenAsync(url, "pipeline analytics", cancellation);
        try
        {
            await KeepFromTimeoutsAsync(connection, cancellation);
            await ReplicasLock.TakeAsync(connection, cancellation);
            await connection.ExecuteAsync("start transaction read only", cancellation);
            foreach (var replica in replicas)
                await connection.ScalarAsync<long?>($"select 1 from {SqlName.MySql(replica)} limit 1", cancellation);
            return new(connection);
        }
        catch (MySqlException error) when (error.ErrorCode == MySqlErrorCode.NoSuchTable)
        {
            await connection.DisposeAsync();
            var missing = replicas.FirstOrDefault(replica => error.Message.Contains(replica, StringComparison.Ordinal));
            throw AnalyticsErrors.NoReplica(missing ?? "of the replicas", url.Database);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does what reads the replicas; whatever comes of it counts only when the replicas were held to its end.</summary>
    /// <exception cref="PipelineException">They were not (exit 3).</exception>
    public async Task<T> HoldAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        T result;
        try
        {
            result = await work();
        }
        catch (PipelineException error) when (error.Code is ExitCode.ProofFailed or ExitCode.DataRefused)
        {
            await RequireAsync(cancellation);
            throw;
        }
        await RequireAsync(cancellation);
        return result;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    // The pin is idle while the marts are computed; its transaction and its lock end with the connection and not before.
    private static async Task KeepFromTimeoutsAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        await connection.ExecuteAsync("set session wait_timeout = 604800", cancellation);
        if ((await MySqlServer.OfAsync(connection, cancellation)).IsMariaDb)
            await connection.ExecuteAsync("set session idle_transaction_timeout = 0, session idle_readonly_transaction_timeout = 0", cancellation);
    }

    private async Task RequireAsync(CancellationToken cancellation)
    {
        try
        {
            if (await ReplicasLock.IsHeldAsync(_connection, cancellation))
                return;
        }
        catch (Exception error) when (error is MySqlException or InvalidOperationException)
        {
            throw AnalyticsErrors.PinLost(_connection.DataSource, error);
        }
        throw AnalyticsErrors.PinLost(_connection.DataSource);
    }
}
