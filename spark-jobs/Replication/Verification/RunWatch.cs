using MySqlConnector;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.Replication.Verification;

/// <summary>
/// Tells whether a run may have published while somebody read the replicas without the job's lock: one was at work when the reading began,
/// or has begun since. A run opens its record under the lock, and publishes after that.
/// </summary>
internal sealed class RunWatch
{
    private readonly MySqlConnection _connection;
    private readonly string? _records;
    private readonly long? _run;

    private RunWatch(MySqlConnection connection, string? records, long? run)
    {
        _connection = connection;
        _records = records;
        _run = run;
    }

    /// <summary>Begins, before anything is read.</summary>
    public static async Task<RunWatch> BeginAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        // In this order: a run that takes the lock between the two has a record to open yet, or holds the lock.
        var records = await RecordsAsync(connection, cancellation);
        return new(connection, records, await RunLock.RunAtWorkAsync(connection, ReplicationProgram.Job, cancellation));
    }

    /// <summary>True where what was read may be of two moments.</summary>
    public async Task<bool> SawRunAsync(CancellationToken cancellation) =>
        _run is not null || !string.Equals(_records, await RecordsAsync(_connection, cancellation), StringComparison.Ordinal);

    private static Task<string?> RecordsAsync(MySqlConnection connection, CancellationToken cancellation) =>
        connection.ScalarAsync<string>("select concat_ws(' ', count(*), max(began)) from pipeline_runs where job = @p0", cancellation, ReplicationProgram.Job);
}
