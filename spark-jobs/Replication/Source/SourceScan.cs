using System.Globalization;
using Npgsql;
using Pipeline.Common;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Source;

/// <summary>One pass over a source table: counts it, sums it up, finds what the contract cannot hold, and measures the keys.</summary>
internal sealed class SourceScan
{
    /// <summary>PostgreSQL gives at most 1664 columns a query.</summary>
    private const int MostExpressions = 1600;

    private readonly SourceTable _table;
    private readonly List<(ColumnContract Column, Refusal Refusal)> _refusals;
    private readonly List<(ColumnContract Column, Refusal Refusal)> _changes;
    private readonly List<ColumnContract> _measured;
    private readonly List<string> _expressions;

    public SourceScan(SourceTable table, IReadOnlyList<ColumnContract> columns, RowHash? hash)
    {
        _table = table;
        _refusals = [.. columns.SelectMany(c => c.Refusals, (c, refusal) => (c, refusal))];
        _changes = [.. columns.SelectMany(c => c.Changes, (c, change) => (c, change))];
        var keyed = table.Indexes.Where(i => i.NotCarried is null).SelectMany(i => i.Columns).ToHashSet(StringComparer.Ordinal);
        _measured = [.. columns.Where(c => c.LengthMeasure is not null && c.KeyType is not null && keyed.Contains(c.Column.Name))];
        _expressions =
        [
            "count(*)",
            hash is null ? "null::text" : RowChecksum.InPostgres(columns, hash),
            .. _refusals.Concat(_changes).Select(r => $"count(*) filter (where {r.Column.Predicate(r.Refusal)})"),
            .. _measured.Select(c => $"coalesce(max({c.LengthExpression}), 0)::bigint"),
        ];
    }

    /// <summary>The statements, each of which yields one row; nearly always one.</summary>
    public IEnumerable<string> Queries => _expressions.Chunk(MostExpressions).Select(part => $"select {string.Join(", ", part)} from {_table.From}");

    public async Task<SourceFacts> ReadAsync(NpgsqlConnection snapshot, CancellationToken cancellation)
    {
        List<object> values = [];
        foreach (var query in Queries)
            values.AddRange((await snapshot.QueryAsync(query, Row, cancellation))[0]);

        var counts = values.Skip(2).Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture)).ToList();
        var refused = Found(_refusals, counts);
        for (var i = 0; i < refused.Count; i++)
            refused[i] = refused[i] with { Examples = await new KeyExamples(_table).ReadAsync(snapshot, refused[i], cancellation) };
        return new(
            TableChecksum.Of((long)values[0], values[1] as string),
            refused,
            _measured.Zip(counts.Skip(_refusals.Count + _changes.Count)).ToDictionary(m => m.First.Column.Name, m => m.Second, StringComparer.Ordinal))
        {
            Changed = Found(_changes, counts.Skip(_refusals.Count)),
        };
    }

    private static List<RefusedValues> Found(List<(ColumnContract Column, Refusal Refusal)> looked, IEnumerable<long> counts) =>
        [.. looked.Zip(counts, (r, rows) => new RefusedValues(r.Column, r.Refusal, rows)).Where(r => r.Rows > 0)];

    private static object[] Row(System.Data.Common.DbDataReader row)
    {
        var all = new object[row.FieldCount];
        row.GetValues(all);
        return all;
    }
}
