using System.Data.Common;
using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Replication.Chunks;

/// <summary>Asks MySQL for aggregates of each chunk of a table, over several connections.</summary>
/// <param name="target">The database.</param>
/// <param name="key">The key that the chunks follow.</param>
/// <param name="aggregates">What to ask of each chunk. The rows of a primary key's range come in its order: InnoDB keeps the table in it.</param>
/// <param name="read">Makes a result of one row of them.</param>
internal sealed class TargetChunkReader<T>(DatabaseUrl target, ChunkKey key, string aggregates, Func<DbDataReader, T> read)
{
    private const int ChunksPerStatement = 50;

    /// <summary>One result a chunk.</summary>
    public Task<IReadOnlyList<T>> ReadAsync(string table, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation) =>
        ChunkReaders.ReadAsync(
            ranges,
            ChunksPerStatement,
            () => OpenAsync(cancellation),
            (connection, piece) => QueryAsync(connection, table, piece, cancellation));

    /// <summary>The same over a connection of the caller's.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync(MySqlConnection connection, string table, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation)
    {
        await ChunkSession.PrepareAsync(connection, cancellation);
        List<T> all = [];
        foreach (var some in ranges.Chunk(ChunksPerStatement))
            all.AddRange(await QueryAsync(connection, table, some, cancellation));
        return all;
    }

    private async Task<MySqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = await MySqlConnections.OpenAsync(target, "pipeline replication proof", cancellation);
        await ChunkSession.PrepareAsync(connection, cancellation);
        return connection;
    }

    private async Task<IReadOnlyList<T>> QueryAsync(MySqlConnection connection, string table, KeyRange[] ranges, CancellationToken cancellation)
    {
        var query = $"select {aggregates} from {SqlName.MySql(table)} force index (primary) where ";
        return await connection.QueryAsync(string.Join(" union all ", ranges.Select(range => query + range.InMySql(key))), read, cancellation);
    }
}
