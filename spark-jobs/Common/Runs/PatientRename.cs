using MySqlConnector;

namespace Pipeline.Common.Runs;

/// <summary>
/// A rename waits until every transaction that has read the table ends, and whoever comes after waits behind it. So it waits briefly,
/// steps aside for the readers, and tries again.
/// </summary>
internal sealed class PatientRename(MySqlConnection connection)
{
    private const int SecondsPerTry = 5;
    private static readonly TimeSpan StepAside = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task ExecuteAsync(string rename, CancellationToken cancellation)
    {
        await connection.ExecuteAsync($"set session lock_wait_timeout = {SecondsPerTry}", cancellation);
        var giveUp = DateTimeOffset.UtcNow + Patience;
        while (true)
        {
            try
            {
                await connection.ExecuteAsync(rename, cancellation);
                return;
            }
            catch (MySqlException error) when (error.ErrorCode == MySqlErrorCode.LockWaitTimeout)
            {
                if (DateTimeOffset.UtcNow >= giveUp)
                    throw HeldByReaders(error);
            }
            await Task.Delay(StepAside, cancellation);
        }
    }

    private static PipelineException HeldByReaders(MySqlException error) => new(
        ExitCode.CannotConnect,
        $"Open transactions held the target tables for {Patience.TotalMinutes:N0} minutes, so the new rows could not be published; the old ones stand.",
        "Find the reader with `show full processlist`; let it end if it is a run of analytics, else end its transaction; then run again.",
        error);
}
