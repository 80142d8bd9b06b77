using MySqlConnector;
using Pipeline.Common;
using Pipeline.Replication.Contract;

namespace Pipeline.Replication.Chunks;

/// <summary>Reads replicas chunk by chunk while their sources are still being read, so that both servers work at the same time; one replica after the other.</summary>
/// <param name="target">Where the replicas are.</param>
/// <param name="hash">The hash.</param>
internal sealed class ReplicaAhead(DatabaseUrl target, RowHash hash)
{
    private Task _before = Task.CompletedTask;

    /// <summary>Begins to read one.</summary>
    /// <returns>What it holds, or null where it cannot be read: whoever needs it reads it again, and is told why.</returns>
    public Task<ChunkedTable?> Begin(string replica, IReadOnlyList<ColumnContract> columns, ChunkKey key, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation)
    {
        var reading = ReadAsync(_before, new(target, key, columns, hash), replica, ranges, cancellation);
        _before = reading;
        return reading;
    }

    private static async Task<ChunkedTable?> ReadAsync(Task before, TargetChunkScan scan, string replica, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation)
    {
        await before;
        try
        {
            return await scan.ReadAsync(replica, ranges, cancellation);
        }
        catch (Exception error) when (error is MySqlException or PipelineException or InvalidOperationException)
        {
            return null;
        }
    }
}
