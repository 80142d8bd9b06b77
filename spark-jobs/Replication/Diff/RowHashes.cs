using Pipeline.Common;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Diff;

/// <summary>Reads the rows of some chunks on both sides, each as its key and its hash.</summary>
internal sealed class RowHashes(TablePlan plan, ChunkKey key, RowHash hash, SourceSnapshot snapshot, MySqlConnector.MySqlConnection target)
{
    private readonly string _source =
        $"select {RowText.InPostgres(key.Columns)}, {hash.InPostgres(RowText.InPostgres(plan.Columns))}, ctid::text from {plan.Table.From} where ";

    private readonly string _target =
        $"select {RowText.InMySql(key.Columns)}, {hash.InMySql(RowText.InMySql(plan.Columns))} from {SqlName.MySql(plan.Target)} force index (primary) where ";

    /// <summary>The source's rows: hash and physical place by key.</summary>
    public async Task<Dictionary<string, (string Hash, string Place)>> OfSourceAsync(IEnumerable<KeyRange> ranges, CancellationToken cancellation) =>
        (await snapshot.Connection.QueryAsync(
            string.Join(" union all ", ranges.Select(range => _source + range.InPostgres(key))),
            row => (Key: row.GetString(0), Hash: row.GetString(1), Place: row.GetString(2)),
            cancellation)).ToDictionary(row => row.Key, row => (row.Hash, row.Place), StringComparer.Ordinal);

    /// <summary>The replica's rows: hash by key.</summary>
    public async Task<Dictionary<string, string>> OfTargetAsync(IEnumerable<KeyRange> ranges, CancellationToken cancellation) =>
        (await target.QueryAsync(
            string.Join(" union all ", ranges.Select(range => _target + range.InMySql(key))),
            row => (Key: row.GetString(0), Hash: row.GetString(1)),
            cancellation)).ToDictionary(row => row.Key, row => row.Hash, StringComparer.Ordinal);
}
