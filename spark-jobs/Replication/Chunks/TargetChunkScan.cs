using MySqlConnector;
using Pipeline.Common;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Chunks;

/// <summary>Counts and hashes each chunk of a table in MySQL.</summary>
/// <param name="target">The database.</param>
/// <param name="key">The key that the chunks follow.</param>
/// <param name="columns">The table's columns.</param>
/// <param name="hash">The hash.</param>
internal sealed class TargetChunkScan(DatabaseUrl target, ChunkKey key, IReadOnlyList<ColumnContract> columns, RowHash hash)
{
    private readonly TargetChunkReader<ChunkChecksum> _reader = new(
        target,
        key,
        $"count(*), {hash.InMySql($"group_concat({RowText.InMySql(columns)} separator ';')")}",
        row => new(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1)));

    /// <summary>All chunks of a table, over several connections.</summary>
    public async Task<ChunkedTable> ReadAsync(string table, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation) =>
        new(key, ranges, await _reader.ReadAsync(table, ranges, cancellation));

    /// <summary>Some chunks, over a connection of the caller's.</summary>
    public Task<IReadOnlyList<ChunkChecksum>> ReadAsync(MySqlConnection connection, string table, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation) =>
        _reader.ReadAsync(connection, table, ranges, cancellation);
}
