using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Replication;

/// <summary>
/// Tells how many rows have arrived in a staging table by asking the server's statistics: whoever writes, this process or a cluster,
/// the answer is the same and costs nothing.
/// </summary>
internal sealed class StagingProgress : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop;
    private readonly Task _polling;

    public StagingProgress(DatabaseUrl target, string table, ProgressRow row, CancellationToken cancellation)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _polling = PollAsync(target, table, row, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _polling;
        _stop.Dispose();
    }

    private static async Task PollAsync(DatabaseUrl target, string table, ProgressRow row, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Interval, cancellation);
            await using var connection = await MySqlConnections.OpenAsync(target, "pipeline replication progress", cancellation);
            if (!(await MySqlServer.OfAsync(connection, cancellation)).IsMariaDb)
                await connection.ExecuteAsync("set session information_schema_stats_expiry = 0", cancellation);
            while (true)
            {
                row.MoveTo(await connection.ScalarAsync<long>(
                    "select table_rows from information_schema.tables where table_schema = database() and table_name = @p0", cancellation, table));
                await Task.Delay(Interval, cancellation);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or MySqlException or PipelineException)
        {
            // Progress is a courtesy: a server that fails is noticed by the write itself, with a better message.
        }
    }
}
