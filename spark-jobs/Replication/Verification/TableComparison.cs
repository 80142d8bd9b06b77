using MySqlConnector;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Diff;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Verification;

/// <summary>Compares one replica with its source, and finds the rows that differ.</summary>
internal sealed class TableComparison(DatabaseUrl target, SourceSnapshot snapshot, MySqlConnection connection, RowHash hash, bool keysOnly)
{
    /// <summary>Beyond so many rows, the rest is not looked for.</summary>
    private const long MostRows = 1_000_000;

    private const int Shown = 5;

    public async Task<ComparedTable> OfAsync(TablePlan plan, CancellationToken cancellation)
    {
        var table = new ComparedTable(plan.Table.FullName, plan.Target, plan.Facts.Checksum.Rows, plan.Facts.Checksum.Text);
        if (!await StagingTables.ExistsAsync(connection, plan.Target, cancellation))
        {
            var isRecorded = await PublishedProof.IsRecordedAsync(connection, plan.Target, cancellation);
            return table with { Difference = "does not exist", Remedy = isRecorded ? VerifyErrors.Forget(plan.Target) : null };
        }
        if (plan.Drift.Count > 0)
            return table with { Difference = $"has another shape: {string.Join(", ", plan.Drift)}" };
        return plan.Facts.Chunks is { } chunks ? await RowsAsync(table, plan, chunks, cancellation) : await SumAsync(table, plan, cancellation);
    }

    private async Task<ComparedTable> RowsAsync(ComparedTable table, TablePlan plan, ChunkedTable chunks, CancellationToken cancellation)
    {
        if (await new DifferenceFinder(target, snapshot, connection, hash).FindAsync(plan, chunks, MostRows, cancellation) is not { } found)
            return table with { Difference = $"differs in more than {MostRows:N0} rows" };
        if (found.IsEmpty)
            return table;

        var samples = new RowSamples(plan, chunks.Key, snapshot.Connection, connection, keysOnly);
        List<string> rows = [];
        foreach (var row in found.Missing.Take(Shown))
            rows.Add(await samples.OfMissingAsync(row, cancellation));
        foreach (var row in found.Unequal.Take(Shown))
            rows.Add(await samples.OfUnequalAsync(row, cancellation));
        foreach (var row in found.Surplus.Take(Shown))
            rows.Add(await samples.OfSurplusAsync(row, cancellation));
        return table with
        {
            Rows = rows,
            Difference = $"differs in {Counted.Of(found.Rows, "row")}: {found.Missing.Count:N0} missing, {found.Unequal.Count:N0} not equal, {found.Surplus.Count:N0} only here",
        };
    }

    /// <summary>The whole first: it is the only way without a key that both sides can walk, and the fast one where the rows do not lie in its order.</summary>
    private async Task<ComparedTable> SumAsync(ComparedTable table, TablePlan plan, CancellationToken cancellation)
    {
        var now = await new TargetScan(target, Environment.ProcessorCount).SumAsync(plan, plan.Target, hash, cancellation);
        if (now == plan.Facts.Checksum)
            return table;
        return ChunkKey.InAnyOrder(plan.Table, plan.Columns) is { } key
            && await SourceChunks.ReadAsync(snapshot, plan.Table, plan.Columns, key, hash, [], cancellation) is { } chunks
                ? await RowsAsync(table, plan, chunks.Table, cancellation)
                : table with { Difference = $"differs: {Counted.Of(now.Rows, "row")}, checksum {now.Text}; which rows cannot be found, because {ChunkKey.WhyNotInAnyOrder(plan.Table, plan.Columns)}" };
    }
}
