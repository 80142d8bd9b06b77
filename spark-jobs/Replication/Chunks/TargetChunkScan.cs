using MySqlConnector;
using Pipeline.Common;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Chunks;

/// <summary>Counts and hashes each chunk of a table in MySQL, over several connections.</summary>
/// <param name="target">The database.</param>
/// <param name="key">The key that the chunks follow.</param>
/// <param name="columns">The table's columns.</param>
/// <param name="hash">The hash.</param>
internal sealed class TargetChunkScan(DatabaseUrl target, ChunkKey key, IReadOnlyList<ColumnContract> columns, RowHash hash)
{
    /// <summary>So that a chunk's text is not cut: many times what <see cref="ChunkKey"/> plans for one. What is longer has too many rows, and differs by their number.</summary>
    private const string Session = "set session group_concat_max_len = 134217728";

    private const int ChunksPerStatement = 50;

    /// <summary>All chunks of a table.</summary>
    public async Task<ChunkedTable> ReadAsync(string table, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation)
    {
        var checksums = await ChunkReaders.ReadAsync(
            ranges,
            ChunksPerStatement,
            () => OpenAsync(cancellation),
            (connection, piece) => QueryAsync(connection, table, piece, cancellation));
        return new(key, ranges, checksums);
    }

    /// <summary>Some chunks, over a connection of the caller's.</summary>
    public async Task<IReadOnlyList<ChunkChecksum>> ReadAsync(
        MySqlConnection connection, string table, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation)
    {
        await PrepareAsync(connection, cancellation);
        List<ChunkChecksum> all = [];
        foreach (var some in ranges.Chunk(ChunksPerStatement))
            all.AddRange(await QueryAsync(connection, table, some, cancellation));
        return all;
    }

    private async Task<MySqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = await MySqlConnections.OpenAsync(target, "pipeline replication proof", cancellation);
        await PrepareAsync(connection, cancellation);
        return connection;
    }

    private static async Task PrepareAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        await PacketSize.RequireAsync(connection, cancellation);
        await connection.ExecuteAsync(Session, cancellation);
    }

    private async Task<IReadOnlyList<ChunkChecksum>> QueryAsync(
        MySqlConnection connection, string table, KeyRange[] ranges, CancellationToken cancellation)
    {
        // The rows of a primary key's range come in its order: InnoDB keeps the table in it.
        var text = $"group_concat({RowText.InMySql(columns)} separator ';')";
        var query = $"select count(*), {hash.InMySql(text)} from {SqlName.MySql(table)} force index (primary) where ";
        return await connection.QueryAsync(
            string.Join(" union all ", ranges.Select(range => query + range.InMySql(key))),
            row => new ChunkChecksum(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1)),
            cancellation);
    }
}
