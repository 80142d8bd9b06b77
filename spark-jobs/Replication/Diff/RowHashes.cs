using System.Globalization;
using MySqlConnector;
using Pipeline.Common;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Diff;

/// <summary>Reads the rows of some chunks on both sides, each as its hash and its key; those of a chunk as one text, because sending them one by one costs more than hashing them.</summary>
internal sealed class RowHashes(TablePlan plan, ChunkKey key, RowHash hash, SourceSnapshot snapshot, DatabaseUrl target)
{
    /// <summary>Joined as one text, so many rows are far below what a server lets through.</summary>
    private const int RowsAtATime = 1000;

    private readonly SourceChunkScan _source = new(
        plan.Table,
        key,
        $"string_agg(pipeline_hash, '{ChunkRows.Separator}'), string_agg(pipeline_place, '{ChunkRows.Separator}')",
        $"{hash.InPostgres(RowText.InPostgres(plan.Columns))} || ' ' || encode(convert_to({RowText.InPostgres(key.Columns)}, 'UTF8'), 'hex') as pipeline_hash, ctid::text as pipeline_place");

    private readonly TargetChunkReader<string> _target = new(target, key, Joined(InMySql(plan, key, hash)), row => row.IsDBNull(0) ? "" : row.GetString(0));

    /// <summary>The source's rows, chunk by chunk.</summary>
    public async Task<IReadOnlyList<ChunkRows>> OfSourceAsync(IReadOnlyList<KeyRange> ranges, CancellationToken cancellation) =>
        [.. (await _source.ReadAsync(snapshot, ranges, cancellation)).Zip(ranges, (row, range) => new ChunkRows(range, row[0] as string ?? "", row[1] as string ?? ""))];

    /// <summary>The replica's rows, chunk by chunk.</summary>
    public async Task<IReadOnlyList<ChunkRows>> OfTargetAsync(IReadOnlyList<KeyRange> ranges, CancellationToken cancellation) =>
        [.. (await _target.ReadAsync(plan.Target, ranges, cancellation)).Zip(ranges, (rows, range) => new ChunkRows(range, rows, null))];

    /// <summary>The replica's rows in a range of the source where it has many more.</summary>
    public async Task<ChunkRows> OfTargetAsync(MySqlConnection connection, KeyRange range, CancellationToken cancellation)
    {
        var numbered = $"select {InMySql(plan, key, hash)} as pipeline_hash, row_number() over () as number from {SqlName.MySql(plan.Target)} force index (primary) where {range.InMySql(key)}";
        var query = string.Create(CultureInfo.InvariantCulture, $"select {Joined("pipeline_hash")} from ({numbered}) as t group by number div {RowsAtATime}");
        await ChunkSession.PrepareAsync(connection, cancellation);
        var parts = await connection.QueryAsync(query, row => row.GetString(0), cancellation);
        return new(range, string.Join(ChunkRows.Separator, parts), null);
    }

    private static string InMySql(TablePlan plan, ChunkKey key, RowHash hash) =>
        $"concat({hash.InMySql(RowText.InMySql(plan.Columns))}, ' ', lower(hex({RowText.InMySql(key.Columns)})))";

    private static string Joined(string rows) => $"group_concat({rows} separator '{ChunkRows.Separator}')";
}
