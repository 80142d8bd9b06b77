using System.Globalization;
using Npgsql;
using Pipeline.Common;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Chunks;

/// <summary>Asks the source for aggregates of each chunk of a table, over several connections that read in one snapshot.</summary>
/// <param name="table">The table.</param>
/// <param name="key">Its key.</param>
/// <param name="aggregates">What to ask of each chunk, its rows in the order of the key; of one with too many rows, what the first of them show.</param>
/// <param name="columns">What the aggregates are made of.</param>
internal sealed class SourceChunkScan(SourceTable table, ChunkKey key, string aggregates, string columns = "*")
{
    private const int ChunksPerStatement = 200;

    /// <summary>One row of values a chunk.</summary>
    public Task<IReadOnlyList<object[]>> ReadAsync(SourceSnapshot snapshot, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation) =>
        ranges.Count <= ChunksPerStatement
            ? ReadAsync(snapshot.Connection, ranges, cancellation)
            : ChunkReaders.ReadAsync(
                ranges, ChunksPerStatement, () => snapshot.OpenReaderAsync(cancellation), (connection, piece) => ReadAsync(connection, piece, cancellation));

    private async Task<IReadOnlyList<object[]>> ReadAsync(NpgsqlConnection connection, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation)
    {
        List<object[]> all = [];
        foreach (var range in ranges.TakeWhile(r => r.From is null))
            all.AddRange(await OpenAsync(connection, range, cancellation));

        List<KeyRange> closed = [.. ranges.Where(r => r is { From: not null, To: not null })];
        if (closed.Count > 0)
            all.AddRange(await ClosedAsync(connection, closed, cancellation));

        foreach (var range in ranges.Where(r => r is { From: not null, To: null }))
            all.AddRange(await OpenAsync(connection, range, cancellation));
        return all;
    }

    private Task<List<object[]>> OpenAsync(NpgsqlConnection connection, KeyRange range, CancellationToken cancellation) =>
        connection.QueryAsync($"select {aggregates} from ({Rows(range.InPostgres(key))}) as t", Values, cancellation);

    private Task<List<object[]>> ClosedAsync(NpgsqlConnection connection, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation) =>
        connection.QueryAsync(
            $"""
            select chunk.*
            from unnest(@p0::{key.SourceType}[], @p1::{key.SourceType}[]) with ordinality as bound (pipeline_from, pipeline_to, pipeline_number)
            cross join lateral (
                select {aggregates}
                from ({Rows($"{key.SourceColumn} >= bound.pipeline_from and {key.SourceColumn} < bound.pipeline_to")}) as t
            ) as chunk
            order by bound.pipeline_number
            """,
            Values,
            cancellation,
            ranges.Select(r => r.From).ToArray(),
            ranges.Select(r => r.To).ToArray());

    /// <summary>One row more than a chunk may have shows that it is none: where the key's first column repeats it may be the whole table, of which nobody must make one text.</summary>
    private string Rows(string condition) => string.Create(
        CultureInfo.InvariantCulture, $"select {columns} from {table.From} as pipeline_row where {condition} order by {key.SourceOrder} limit {key.MostChunkRows + 1}");

    private static object[] Values(System.Data.Common.DbDataReader row)
    {
        var all = new object[row.FieldCount];
        row.GetValues(all);
        return all;
    }
}
