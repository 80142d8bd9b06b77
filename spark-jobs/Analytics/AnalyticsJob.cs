using System.Diagnostics;
using Pipeline.Analytics.Lineage;
using Pipeline.Common;
using Pipeline.Common.Lineage;
using Pipeline.Common.Runs;

namespace Pipeline.Analytics;

/// <summary>
/// Computes marts from the replicas in MySQL. Reads the replicas as they stand at one moment, writes staging tables, checks them there, and
/// publishes all by one rename, or the days asked for in one transaction. A rerun is safe because each mart, or each of these days, is
/// replaced whole, nothing that readers see changes before that, and one attempt at a time holds the job's lock.
/// </summary>
internal sealed class AnalyticsJob(AnalyticsSettings settings, DatabaseUrl target, JobContext context)
{
    private readonly CancellationToken _cancellation = context.Cancellation;

    public async Task RunAsync(RunOptions options)
    {
        var began = Stopwatch.GetTimestamp();
        await using var connection = await RunLock.OpenAsync(target, $"pipeline {AnalyticsProgram.Job}", AnalyticsProgram.Job, options, context);
        using var spark = SparkSession.Builder()
            .AppName("pipeline analytics")
            .Config("spark.sql.session.timeZone", "UTC")
            .GetOrCreate();
        await using var stop = _cancellation.Register(spark.Stop);
        await Run.ExecuteAsync(connection, AnalyticsProgram.Job, spark.Version(), options, target, async run =>
        {
            await RefusePointedAtAsync(run);
            await using var pin = await ReplicaPin.TakeAsync(target, settings.Replicas, _cancellation);
            await NoteSnapshotAsync(run);
            IEnumerable<Dataset> lineage = run.Lineage is null ? [] : await MartLineage.OfAsync(settings.Marts, run.Connection, target, _cancellation);
            run.Lineage?.Writes(lineage);
            var replacement = settings.Days is { } days ? new DayReplacement(run, days) : null;
            if (replacement is not null)
                await replacement.PrepareAsync(settings.Marts, _cancellation);

            var marts = await pin.HoldAsync(() => BuildAsync(run, spark), _cancellation);

            foreach (var mart in marts)
                await RunLog.AddTableAsync(run.Connection, run.Identity, mart.Record, _cancellation);
            await (replacement?.PublishAsync(marts, _cancellation)
                ?? run.Staging.PublishAsync([.. marts.Select(m => new TableSwap(m.Staging, m.Mart.Name))], _cancellation));
            run.Lineage?.Writes(lineage.Zip(marts, (dataset, mart) => dataset with { Rows = mart.Record.RowsTarget }));
            Report(run, marts, Stopwatch.GetElapsedTime(began));
        }, context);
    }

    private async Task RefusePointedAtAsync(Run run)
    {
        var keys = await ForeignKey.PointingHereAsync(run.Connection, _cancellation);
        if (keys.FirstOrDefault(key => settings.Marts.Any(mart => key.IsTo(mart.Name))) is { } found)
            throw AnalyticsErrors.PointedAt(found);
    }

    private async Task<IReadOnlyList<BuiltMart>> BuildAsync(Run run, SparkSession spark)
    {
        var builder = new MartBuilder(spark, run, target, settings.Days);
        foreach (var replica in settings.Replicas)
            await builder.ShowAsync(replica, await ReplicaConditions.OfAsync(run.Connection, settings, replica, _cancellation), _cancellation);

        return await context.Output.WithProgressAsync(async board =>
        {
            List<BuiltMart> marts = [];
            foreach (var mart in settings.Marts)
            {
                var built = await builder.BuildAsync(mart, board.Add(mart.Name, 1), _cancellation);
                marts.Add(built.Failed is { } failed ? throw AnalyticsErrors.CheckFailed(mart, failed) : built);
            }
            return marts;
        });
    }

    // Says which moment of the shop the marts are of: the one that the last replication read.
    private async Task NoteSnapshotAsync(Run run)
    {
        if (await ReplicaMoment.OfReplicasAsync(run.Connection, _cancellation) is { } snapshot)
            await RunLog.SnapshotAsync(run.Connection, run.Identity, snapshot, _cancellation);
    }

    private void Report(Run run, IReadOnlyList<BuiltMart> marts, TimeSpan elapsed)
    {
        var rows = marts.Sum(mart => mart.Record.RowsTarget ?? 0);
        var checks = marts.Sum(mart => mart.Mart.Checks.Count);
        var part = settings.Days is { } days ? $", the days from {days}" : "";
        context.Output.Line($"Published {Counted.Of(marts.Count, "mart")}{part}: {Counted.Of(rows, "row")} in {elapsed.TotalSeconds:N1} s, {Counted.Of(checks, "check")} passed.");
        context.Output.Line($"Run {run.Identity.RunId}, attempt {run.Identity.Attempt}, stands in pipeline_runs; run it again at any time: it replaces what it made.");
        context.Output.Result(new
        {
            run.Identity.RunId,
            run.Identity.Attempt,
            since = settings.Days?.Since,
            until = settings.Days?.Until,
            seconds = Math.Round(elapsed.TotalSeconds, 3),
            checks,
            marts = marts.Select(mart => mart.Record),
        });
    }
}
