using System.Diagnostics;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Diff;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Source;

namespace Pipeline.Replication;

/// <summary>Brings the tables over, as differences or as whole tables, and publishes all that changed at one moment.</summary>
internal sealed class Mover(ReplicationSettings settings, DatabaseUrl source, DatabaseUrl target, Run run, SourceSnapshot snapshot, SparkSession spark)
{
    private readonly TableWriter _writer = new(source, target, run.Server, snapshot, spark);

    /// <summary>Moves them.</summary>
    /// <returns>The proof of each table.</returns>
    public async Task<IReadOnlyList<RunTable>> MoveAsync(IReadOnlyList<TablePlan> plans, ProgressBoard board, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var moves = await new DifferencePlan(settings, target, run, snapshot).OfAsync(plans, cancellation);
        List<RunTable> records = [.. await PublishDifferencesAsync([.. moves.OfType<TableDifference>()], board, began, cancellation)];
        foreach (var equal in moves.OfType<EqualTable>())
            records.Add(await RecordAsync(equal, board, cancellation));

        var loader = new TableLoader(settings, target, run, _writer);
        List<LoadedTable> loaded = [];
        foreach (var whole in moves.OfType<WholeTable>())
            loaded.Add(await loader.LoadAsync(whole, board, cancellation));
        foreach (var table in loaded)
            await RunLog.AddTableAsync(run.Connection, run.Identity, table.Record, cancellation);
        if (loaded.Count > 0)
            await run.Staging.PublishAsync([.. loaded.Select(t => t.Swap)], cancellation);
        return [.. records, .. loaded.Select(t => t.Record)];
    }

    private async Task<RunTable> RecordAsync(EqualTable equal, ProgressBoard board, CancellationToken cancellation)
    {
        var record = TableRecord.Of(equal.Plan, equal.Plan.Facts.Checksum, 0, "unchanged");
        await RunLog.AddTableAsync(run.Connection, run.Identity, record, cancellation);
        board.Add(record.Source, record.RowsTarget!.Value).Done(record.RowsTarget.Value, $"unchanged, checksum {record.ChecksumTarget} on both sides");
        return record;
    }

    private async Task<IReadOnlyList<RunTable>> PublishDifferencesAsync(
        IReadOnlyList<TableDifference> differences, ProgressBoard board, long began, CancellationToken cancellation)
    {
        if (differences.Count == 0)
            return [];

        var loader = new DifferenceLoader(run, _writer);
        List<(TableDifference, string?)> loaded = [];
        foreach (var difference in differences)
            loaded.Add((difference, await loader.LoadAsync(difference, cancellation)));
        var records = await new DifferencePublisher(run, target, settings.HashFor(run.Server)!).PublishAsync(loaded, began, cancellation);
        foreach (var (difference, record) in differences.Zip(records))
            board.Add(record.Source, record.RowsTarget!.Value).Done(record.RowsTarget!.Value, $"{difference}, checksum {record.ChecksumTarget} on both sides");
        await run.Staging.DropLeftoversAsync(CancellationToken.None);
        return records;
    }
}
