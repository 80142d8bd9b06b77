using System.Globalization;
using Npgsql;
using Pipeline.Common;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Source;

/// <summary>One pass over a source table: counts it, sums it up, finds what the contract cannot hold, and measures the keys.</summary>
internal sealed class SourceScan
{
    private readonly SourceTable _table;
    private readonly List<(ColumnContract Column, Refusal Refusal)> _refusals;
    private readonly List<ColumnContract> _measured;

    public SourceScan(SourceTable table, IReadOnlyList<ColumnContract> columns, RowHash? hash)
    {
        _table = table;
        _refusals = [.. columns.SelectMany(c => c.Refusals, (c, refusal) => (c, refusal))];
        var keyed = table.Indexes.Where(i => i.NotCarried is null).SelectMany(i => i.Columns).ToHashSet(StringComparer.Ordinal);
        _measured = [.. columns.Where(c => c.LengthMeasure is not null && c.KeyType is not null && keyed.Contains(c.Column.Name))];

        IEnumerable<string> found =
        [
            "count(*)",
            hash is null ? "null::text" : RowChecksum.InPostgres(columns, hash),
            .. _refusals.Select(r => $"count(*) filter (where {Expression(r.Refusal.Predicate, r.Column)})"),
            .. _measured.Select(c => $"coalesce(max({Expression(c.LengthMeasure!, c)}), 0)::bigint"),
        ];
        Query = $"select {string.Join(", ", found)} from {table.From}";
    }

    /// <summary>The statement, which yields one row.</summary>
    public string Query { get; }

    public async Task<SourceFacts> ReadAsync(NpgsqlConnection snapshot, CancellationToken cancellation)
    {
        var values = (await snapshot.QueryAsync(
            Query,
            row =>
            {
                var all = new object[row.FieldCount];
                row.GetValues(all);
                return all;
            },
            cancellation))[0];

        var counts = values.Skip(2).Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture)).ToList();
        return new(
            TableChecksum.Of((long)values[0], values[1] as string),
            [.. _refusals.Zip(counts, (r, rows) => new RefusedValues(_table, r.Column.Column, r.Refusal, rows)).Where(r => r.Rows > 0)],
            _measured.Zip(counts.Skip(_refusals.Count)).ToDictionary(m => m.First.Column.Name, m => m.Second, StringComparer.Ordinal));
    }

    private static string Expression(string template, ColumnContract column) => ColumnContract.For(template, SqlName.Postgres(column.Column.Name));
}
