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
    /// <returns>The proof of each table, and what was written.</returns>
    public async Task<IReadOnlyList<MovedTable>> MoveAsync(IReadOnlyList<TablePlan> plans, ProgressBoard board, CancellationToken cancellation)
    {
        var moves = await new DifferencePlan(settings, target, run, snapshot).OfAsync(plans, cancellation);
        List<TableDifference> differences = [.. moves.OfType<TableDifference>()];
        List<WholeTable> wholes = [.. moves.OfType<WholeTable>()];
        List<WholeTable> besides = differences.Exists(difference => !difference.IsEmpty) ? wholes : [];
        List<MovedTable> unchanged = [];
        foreach (var equal in moves.OfType<EqualTable>())
            unchanged.Add(await RecordAsync(equal, board, cancellation));
        var changed = await PublishDifferencesAsync(differences, besides, board, cancellation);

        var loaded = await LoadAsync(wholes.Except(besides), board, cancellation);
        foreach (var table in loaded)
            await RunLog.AddTableAsync(run.Connection, run.Identity, table.Record, cancellation);
        if (loaded.Count > 0)
            await run.Staging.PublishAsync([.. loaded.Select(t => t.Swap)], cancellation);
        return [.. changed, .. unchanged, .. loaded.Select(Moved)];
    }

    private static MovedTable Moved(LoadedTable table) => new(table.Record, table.Record.RowsTarget!.Value, table.Record.Note);

    private async Task<IReadOnlyList<LoadedTable>> LoadAsync(IEnumerable<WholeTable> tables, ProgressBoard board, CancellationToken cancellation)
    {
        var loader = new TableLoader(settings, target, run, _writer);
        List<LoadedTable> loaded = [];
        foreach (var table in tables)
            loaded.Add(await loader.LoadAsync(table, board, cancellation));
        return loaded;
    }

    private async Task<MovedTable> RecordAsync(EqualTable equal, ProgressBoard board, CancellationToken cancellation)
    {
        const string how = "unchanged";
        var record = TableRecord.Of(equal.Plan, equal.Plan.Facts.Checksum, equal.Took, how);
        await RunLog.AddTableAsync(run.Connection, run.Identity, record, cancellation);
        Show(record, how, board);
        return new(record, 0, equal.Plan.Note);
    }

    private async Task<IReadOnlyList<MovedTable>> PublishDifferencesAsync(
        IReadOnlyList<TableDifference> differences, IReadOnlyList<WholeTable> besides, ProgressBoard board, CancellationToken cancellation)
    {
        if (differences.Count == 0)
            return [];

        var loader = new DifferenceLoader(run, _writer);
        List<(TableDifference, string?)> loaded = [];
        foreach (var difference in differences)
        {
            var began = Stopwatch.GetTimestamp();
            var staging = await loader.LoadAsync(difference, cancellation);
            loaded.Add((difference with { Took = difference.Took + Stopwatch.GetElapsedTime(began) }, staging));
        }
        var small = await LoadAsync(besides, board, cancellation);
        var records = await new DifferencePublisher(run, target, settings.HashFor(run.Server)!).PublishAsync(loaded, small, cancellation);
        foreach (var (difference, record) in differences.Zip(records))
            Show(record, difference.ToString(), board);
        await run.Staging.TryDropLeftoversAsync();
        return [.. differences.Zip(records, (difference, record) => new MovedTable(record, difference.Written, difference.Plan.Note)), .. small.Select(Moved)];
    }

    private static void Show(RunTable record, string how, ProgressBoard board)
    {
        var rows = record.RowsTarget!.Value;
        board.Add(record.Source, rows).Done(rows, $"{how}, checksum {record.ChecksumTarget} on both sides", TimeSpan.FromSeconds(record.Seconds));
    }
}
