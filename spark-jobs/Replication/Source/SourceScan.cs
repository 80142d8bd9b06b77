using System.Globalization;
using Npgsql;
using Pipeline.Common;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Source;

/// <summary>
/// One pass over a source table: counts it, sums it up, asks whether it holds anything that the contract cannot, and measures keys and rows.
/// Only where it does, a second pass asks what and in how many rows.
/// </summary>
internal sealed class SourceScan
{
    /// <summary>PostgreSQL gives at most 1664 columns a query.</summary>
    private const int MostExpressions = 1600;

    private readonly SourceTable _table;
    private readonly IReadOnlyList<ColumnContract> _columns;
    private readonly RowHash? _hash;
    private readonly bool _withWidths;
    private readonly List<(ColumnContract Column, Refusal Refusal)> _refusals;
    private readonly List<(ColumnContract Column, Refusal Refusal)> _changes;
    private readonly List<ColumnContract> _measured;
    private readonly List<Measure> _measures;

    /// <summary>A scan of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="hash">What its rows are summed up by, or null.</param>
    /// <param name="withWidths">True to measure the rows, too: for who moves them.</param>
    public SourceScan(SourceTable table, IReadOnlyList<ColumnContract> columns, RowHash? hash, bool withWidths)
    {
        _table = table;
        _columns = columns;
        _hash = hash;
        _withWidths = withWidths;
        _refusals = [.. columns.SelectMany(c => c.Refusals, (c, refusal) => (c, refusal))];
        _changes = [.. columns.SelectMany(c => c.Changes, (c, change) => (c, change))];
        var keyed = table.Indexes.Where(i => i.NotCarried is null).SelectMany(i => i.Columns).ToHashSet(StringComparer.Ordinal);
        _measured = [.. columns.Where(c => c.LengthMeasure is not null && c.KeyType is not null && keyed.Contains(c.Column.Name))];
        List<string> suspects = [.. columns.Select(c => c.SuspectExpression).OfType<string>()];
        var width = withWidths ? string.Join(" + ", columns.Where(c => c.IsUnbounded).Select(c => $"coalesce({c.OctetsExpression}, 0)::bigint")) : "";
        _measures =
        [
            Measure.Sum(suspects.Count == 0 ? "0" : $"count(*) filter (where {string.Join(" or ", suspects.Select(s => $"({s})"))})"),
            Measure.Greatest(width.Length == 0 ? "0" : $"coalesce(max({width}), 0)"),
            Measure.Sum(width.Length == 0 ? "0" : $"coalesce(sum({width}) filter (where {width} > {RowWidths.Narrow}), 0)::bigint"),
            Measure.Sum(withWidths ? ValueBytes.Of(columns.Select(c => c.Column)) : "0"),
            .. _measured.Select(c => Measure.Greatest($"coalesce(max({c.LengthExpression}), 0)::bigint")),
        ];
    }

    /// <summary>Reads the table, chunk by chunk where it has a key for that.</summary>
    /// <param name="snapshot">Where to read.</param>
    /// <param name="cut">Called with the chunks before they are read.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<SourceFacts> ReadAsync(SourceSnapshot snapshot, Action<ChunkKey, IReadOnlyList<KeyRange>>? cut, CancellationToken cancellation)
    {
        var (checksum, numbers, chunks) = await ChunkedAsync(snapshot, cut, cancellation) ?? await WholeAsync(snapshot.Connection, cancellation);
        IReadOnlyList<RefusedValues> looked = numbers[0] == 0 ? [] : await FoundAsync(snapshot.Connection, [.. _refusals, .. _changes], cancellation);
        var refused = looked.Take(_refusals.Count).Where(found => found.Rows > 0).ToList();
        for (var i = 0; i < refused.Count; i++)
        {
            var rows = refused[i].Column.Predicate(refused[i].Refusal);
            refused[i] = refused[i] with { Examples = await new KeyExamples(_table).ReadAsync(snapshot.Connection, rows, cancellation) };
        }
        return new(checksum, refused, _measured.Zip(numbers.Skip(4)).ToDictionary(m => m.First.Column.Name, m => m.Second, StringComparer.Ordinal))
        {
            Bytes = _withWidths ? numbers[3] : null,
            Widths = new(numbers[1], numbers[2]),
            Changed = [.. looked.Skip(_refusals.Count).Where(found => found.Rows > 0)],
            Chunks = chunks,
        };
    }

    private async Task<Found?> ChunkedAsync(SourceSnapshot snapshot, Action<ChunkKey, IReadOnlyList<KeyRange>>? cut, CancellationToken cancellation)
    {
        if (_hash is null || _measures.Count > MostExpressions - SourceChunks.OwnAggregates || ChunkKey.Of(_table, _columns) is not { } key)
            return null;

        return await SourceChunks.ReadAsync(snapshot, _table, _columns, key, _hash, _measures.Select(m => m.Expression), cancellation, cut) is { } chunks
            ? new(chunks.Table.Total, [.. _measures.Select((measure, i) => chunks.Values.Select(row => Number(row[i])).Aggregate(measure.Combine))], chunks.Table)
            : null;
    }

    private async Task<Found> WholeAsync(NpgsqlConnection snapshot, CancellationToken cancellation)
    {
        var checksum = _hash is null ? "null::text" : RowChecksum.InPostgres(_columns, _hash);
        var values = await ValuesAsync(snapshot, ["count(*)", checksum, .. _measures.Select(m => m.Expression)], cancellation);
        return new(RowChecksum.Of((long)values[0], RowChecksum.Parse(values[1] as string)), [.. values.Skip(2).Select(Number)], null);
    }

    private async Task<IReadOnlyList<RefusedValues>> FoundAsync(
        NpgsqlConnection snapshot, IReadOnlyList<(ColumnContract Column, Refusal Refusal)> looked, CancellationToken cancellation)
    {
        var counts = await ValuesAsync(snapshot, [.. looked.Select(l => $"count(*) filter (where {l.Column.Predicate(l.Refusal)})")], cancellation);
        return [.. looked.Zip(counts, (l, rows) => new RefusedValues(l.Column, l.Refusal, (long)rows))];
    }

    /// <summary>The values of one row, read by as few statements as PostgreSQL allows: nearly always one.</summary>
    private async Task<List<object>> ValuesAsync(NpgsqlConnection snapshot, IReadOnlyList<string> expressions, CancellationToken cancellation)
    {
        List<object> values = [];
        foreach (var part in expressions.Chunk(MostExpressions))
            values.AddRange((await snapshot.QueryAsync($"select {string.Join(", ", part)} from {_table.From}", Row, cancellation))[0]);
        return values;
    }

    private static long Number(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static object[] Row(System.Data.Common.DbDataReader row)
    {
        var all = new object[row.FieldCount];
        row.GetValues(all);
        return all;
    }

    private sealed record Found(TableChecksum Checksum, IReadOnlyList<long> Numbers, ChunkedTable? Chunks);
}
