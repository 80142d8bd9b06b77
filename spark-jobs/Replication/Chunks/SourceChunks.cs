using Pipeline.Replication.Contract;
using Pipeline.Replication.Proof;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Chunks;

/// <summary>Counts and hashes a source table chunk by chunk, and takes other aggregates of each chunk on the way.</summary>
/// <param name="Table">The chunks.</param>
/// <param name="Values">The other aggregates, one row a chunk.</param>
internal sealed record SourceChunks(ChunkedTable Table, IReadOnlyList<object[]> Values)
{
    /// <summary>The aggregates that it takes itself.</summary>
    public const int OwnAggregates = 2;

    /// <summary>Reads a table; null where its chunks are none, because the key's first column repeats too often.</summary>
    /// <param name="snapshot">Where to read.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="key">Its key.</param>
    /// <param name="hash">The hash.</param>
    /// <param name="more">Other aggregates.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="cut">Called with the chunks before they are read.</param>
    public static async Task<SourceChunks?> ReadAsync(
        SourceSnapshot snapshot,
        SourceTable table,
        IReadOnlyList<ColumnContract> columns,
        ChunkKey key,
        RowHash hash,
        IEnumerable<string> more,
        CancellationToken cancellation,
        Action<ChunkKey, IReadOnlyList<KeyRange>>? cut = null)
    {
        var ranges = await SourceBounds.ReadAsync(snapshot.Connection, table, key, cancellation);
        cut?.Invoke(key, ranges);
        var text = $"string_agg({RowText.InPostgres(columns)}, ';')";
        var scan = new SourceChunkScan(table, key, string.Join(", ", ["count(*)", hash.InPostgres(text), .. more]));
        var rows = await scan.ReadAsync(snapshot, ranges, cancellation);
        List<ChunkChecksum> checksums = [.. rows.Select(row => new ChunkChecksum((long)row[0], row[1] as string))];
        return checksums.Exists(chunk => chunk.Rows > key.MostChunkRows)
            ? null
            : new(new(key, ranges, checksums), [.. rows.Select(row => row[OwnAggregates..])]);
    }
}
