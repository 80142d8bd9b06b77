using System.Data.Common;
using System.Globalization;
using Pipeline.Common;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Diff;

/// <summary>Reads the rows of some chunks on both sides, each as its key, its hash and its chunk.</summary>
internal sealed class RowHashes(TablePlan plan, ChunkKey key, RowHash hash, SourceSnapshot snapshot, MySqlConnector.MySqlConnection target)
{
    private readonly string _source = $"{RowText.InPostgres(key.Columns)}, {hash.InPostgres(RowText.InPostgres(plan.Columns))}, ctid::text from {plan.Table.From} where ";

    private readonly string _target =
        $"{RowText.InMySql(key.Columns)}, {hash.InMySql(RowText.InMySql(plan.Columns))}, null from {SqlName.MySql(plan.Target)} force index (primary) where ";

    /// <summary>The source's rows by key.</summary>
    public Task<Dictionary<string, HashedRow>> OfSourceAsync(IReadOnlyList<KeyRange> ranges, CancellationToken cancellation) =>
        ReadAsync(snapshot.Connection, ranges, _source, range => range.InPostgres(key), cancellation);

    /// <summary>The replica's rows by key.</summary>
    public Task<Dictionary<string, HashedRow>> OfTargetAsync(IReadOnlyList<KeyRange> ranges, CancellationToken cancellation) =>
        ReadAsync(target, ranges, _target, range => range.InMySql(key), cancellation);

    private static async Task<Dictionary<string, HashedRow>> ReadAsync(
        DbConnection connection, IReadOnlyList<KeyRange> ranges, string rows, Func<KeyRange, string> condition, CancellationToken cancellation) =>
        (await connection.QueryAsync(
            string.Join(" union all ", ranges.Select((range, i) => string.Create(CultureInfo.InvariantCulture, $"select {i}, {rows}{condition(range)}"))),
            row => (Key: row.GetString(1), Row: new HashedRow(row.GetString(2), ranges[row.GetInt32(0)], row.IsDBNull(3) ? null : row.GetString(3))),
            cancellation)).ToDictionary(row => row.Key, row => row.Row, StringComparer.Ordinal);
}
