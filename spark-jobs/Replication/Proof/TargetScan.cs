using System.Numerics;
using MySqlConnector;
using Pipeline.Common;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Proof;

/// <summary>Counts and sums up a table of the target: chunk by chunk as the source was, else in any order, over several connections where its primary key begins with an integer.</summary>
internal sealed class TargetScan(DatabaseUrl target, int parallel)
{
    private const long WorthSplitting = 100_000;

    /// <summary>In the way in which the source was summed up.</summary>
    public async Task<TableChecksum> ReadAsync(TablePlan plan, string table, RowHash? hash, CancellationToken cancellation) =>
        hash is not null && plan.Facts.Chunks is { } chunks
            ? (await new TargetChunkScan(target, chunks.Key, plan.Columns, hash).ReadAsync(table, chunks.Ranges, cancellation)).Total
            : await SumAsync(plan, table, hash, cancellation);

    /// <summary>The same over a connection of the caller's, within its transaction.</summary>
    public async Task<TableChecksum> ReadAsync(MySqlConnection connection, TablePlan plan, string table, RowHash hash, CancellationToken cancellation)
    {
        if (plan.Facts.Chunks is { } chunks)
        {
            var checksums = await new TargetChunkScan(target, chunks.Key, plan.Columns, hash).ReadAsync(connection, table, chunks.Ranges, cancellation);
            return (chunks with { Checksums = checksums }).Total;
        }
        var (rows, sum) = await ChecksumAsync(connection, RowChecksum.QueryMySql(table, plan.Columns, hash), cancellation);
        return RowChecksum.Of(rows, sum);
    }

    /// <summary>In any order; without a hash, the rows alone.</summary>
    public async Task<TableChecksum> SumAsync(TablePlan plan, string table, RowHash? hash, CancellationToken cancellation)
    {
        await using var connection = await MySqlConnections.OpenAsync(target, "pipeline replication proof", cancellation);
        var query = RowChecksum.QueryMySql(table, plan.Columns, hash);
        var ranges = await RangesAsync(connection, plan, table, cancellation);
        if (ranges.Count < 2)
        {
            var (rows, sum) = await ChecksumAsync(connection, query, cancellation);
            return RowChecksum.Of(rows, sum);
        }

        var parts = await Task.WhenAll(ranges.Select(async range =>
        {
            await using var own = await MySqlConnections.OpenAsync(target, "pipeline replication proof", cancellation);
            return await ChecksumAsync(own, $"{query} where {range}", cancellation);
        }));
        return RowChecksum.Of(parts.Sum(p => p.Rows), parts.Aggregate((BigInteger?)0, (all, part) => all + part.Sum));
    }

    private static async Task<(long Rows, BigInteger? Sum)> ChecksumAsync(MySqlConnection connection, string query, CancellationToken cancellation) =>
        (await connection.QueryAsync(
            query, row => (row.GetInt64(0), RowChecksum.Parse(row.IsDBNull(1) ? null : row.GetString(1))), cancellation))[0];

    private async Task<IReadOnlyList<string>> RangesAsync(MySqlConnection connection, TablePlan plan, string table, CancellationToken cancellation)
    {
        if (plan.Facts.Checksum.Rows < WorthSplitting || LeadingInteger(plan) is not { } column)
            return [];

        var name = SqlName.MySql(column.Column.Name);
        var (least, greatest) = (await connection.QueryAsync(
            $"select min({name}), max({name}) from {SqlName.MySql(table)}",
            row => (row.IsDBNull(0) ? (long?)null : row.GetInt64(0), row.IsDBNull(1) ? (long?)null : row.GetInt64(1)),
            cancellation))[0];
        return least is { } from && greatest is { } to ? KeyRanges.Of(name, from, to, parallel) : [];
    }

    private static ColumnContract? LeadingInteger(TablePlan plan)
    {
        var key = plan.Keys.Indexes.FirstOrDefault(i => i.IsPrimary);
        return key is null
            ? null
            : plan.Columns.FirstOrDefault(c => c.Column.Name == key.Columns[0] && c.MySqlType is "smallint" or "int" or "bigint");
    }
}
