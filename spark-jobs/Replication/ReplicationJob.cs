using System.Diagnostics;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Lineage;
using Pipeline.Replication.Source;

namespace Pipeline.Replication;

/// <summary>
/// Copies PostgreSQL tables, as they were at one moment, into MySQL tables of the same content. Reads the source in one exported snapshot;
/// writes staging tables, compares both sides, and publishes all of them at once, by one rename or, where little differs, in one transaction. A rerun is safe because nothing that readers see
/// changes before that, and because one attempt at a time holds the job's lock.
/// </summary>
internal sealed class ReplicationJob(ReplicationSettings settings, DatabaseUrl source, DatabaseUrl target, JobContext context)
{
    private readonly CancellationToken _cancellation = context.Cancellation;

    public async Task RunAsync(RunOptions options)
    {
        var began = Stopwatch.GetTimestamp();
        await using var opening = OpeningSource.Begin(source, _cancellation);
        await using var connection = await RunLock.OpenAsync(target, $"pipeline {ReplicationProgram.Job}", ReplicationProgram.Job, options, context);

        // Rows are only carried: generating code for that costs the driver more than it saves.
        using var spark = SparkSession.Builder()
            .AppName("pipeline replication")
            .Config("spark.sql.codegen.wholeStage", "false")
            .GetOrCreate();
        await using var stop = _cancellation.Register(spark.Stop);
        await Run.ExecuteAsync(connection, ReplicationProgram.Job, spark.Version(), options, target, async run =>
        {
            await using var snapshot = await opening.SnapshotAsync(_cancellation);
            await RunLog.SnapshotAsync(run.Connection, run.Identity, snapshot.MomentOf(run.Identity), _cancellation);

            var plans = await new Planner(settings, target, run, snapshot).PlanAsync(_cancellation);
            run.Lineage?.Writes(ReplicaLineage.Of(plans, source, target));
            var mover = new Mover(settings, source, target, run, snapshot, spark);
            var moved = await context.Output.WithProgressAsync(board => mover.MoveAsync(plans, board, _cancellation));
            run.Lineage?.Writes(ReplicaLineage.Of(plans, source, target, moved.ToDictionary(table => table.Record.Target, table => table.Written, StringComparer.Ordinal)));
            Report(run, snapshot, moved, Stopwatch.GetElapsedTime(began));
        }, context);
    }

    private void Report(Run run, SourceSnapshot snapshot, IReadOnlyList<MovedTable> tables, TimeSpan elapsed)
    {
        var rows = tables.Sum(t => t.Record.RowsTarget ?? 0);
        var written = tables.Sum(t => t.Written);
        var share = written == rows ? "" : $", {written:N0} of them written,";
        var proof = settings.Proof ? "checksums of both sides equal" : "rows counted on both sides, checksums not compared (--no-proof)";
        context.Output.Line($"Published {Counted.Of(tables.Count, "table")}, {Counted.Of(rows, "row")}{share} in {elapsed.TotalSeconds:N1} s, one moment of the source, {proof}.");
        context.Output.Line($"Run {run.Identity.RunId}, attempt {run.Identity.Attempt}: its proof stands in pipeline_run_tables.");
        foreach (var table in tables.Where(t => t.Remark is { Length: > 0 }))
            context.Output.Line($"Note: {table.Record.Source}: {table.Remark}");
        context.Output.Result(new
        {
            run.Identity.RunId,
            run.Identity.Attempt,
            snapshot = snapshot.Id,
            seconds = Math.Round(elapsed.TotalSeconds, 3),
            tables = tables.Select(t => t.Record),
        });
    }
}
