using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.Analytics;

/// <summary>
/// Computes the marts, or their days asked for, once more from the replicas as they are, holds them to their checks, and compares them
/// with what is published. It publishes nothing; it holds the job's lock, so that no run does meanwhile.
/// </summary>
internal sealed class RecomputeJob(AnalyticsSettings settings, DatabaseUrl target, JobContext context)
{
    private readonly CancellationToken _cancellation = context.Cancellation;

    /// <summary>Compares them all.</summary>
    /// <exception cref="PipelineException">Marts differ, or fail a check (exit 5), or a run is at work (exit 75).</exception>
    public async Task RunAsync(RunOptions options)
    {
        await using var connection = await RunLock.OpenToReadAsync(target, "pipeline analytics verify", AnalyticsProgram.Job, options, context);
        using var spark = SparkSession.Builder().AppName("pipeline analytics verify").Config("spark.sql.session.timeZone", "UTC").GetOrCreate();
        await using var stop = _cancellation.Register(spark.Stop);
        await using var pin = await ReplicaPin.TakeAsync(target, settings.Replicas, _cancellation);

        var run = Run.WithoutRecord(connection, AnalyticsProgram.Job, await MySqlServer.OfAsync(connection, _cancellation));
        try
        {
            Report(await pin.HoldAsync(() => CompareAsync(run, spark), _cancellation));
        }
        finally
        {
            await run.Staging.TryDropLeftoversAsync();
        }
    }

    private async Task<IReadOnlyList<ComparedMart>> CompareAsync(Run run, SparkSession spark)
    {
        var builder = new MartBuilder(spark, run, target, settings.Days);
        foreach (var replica in settings.Replicas)
            await builder.ShowAsync(replica, await ReplicaConditions.OfAsync(run.Connection, settings, replica, _cancellation), _cancellation);
        var comparison = new MartComparison(run.Connection, settings.Days);
        return await context.Output.WithProgressAsync(async board =>
        {
            List<ComparedMart> compared = [];
            foreach (var mart in settings.Marts)
                compared.Add(await comparison.OfAsync(await builder.BuildAsync(mart, board.Add(mart.Name, 1), _cancellation), _cancellation));
            return compared;
        });
    }

    private void Report(IReadOnlyList<ComparedMart> marts)
    {
        foreach (var mart in marts)
        {
            context.Output.Line(mart.ToString());
            foreach (var row in mart.Samples)
                context.Output.Line($"  {row}");
        }
        context.Output.Result(new { marts });
        if (marts.Any(mart => mart is not { Difference: null, Failed: null }))
            throw AnalyticsErrors.NotVerified(marts);
        context.Output.Line($"Verified {Counted.Of(marts.Count, "mart")}: each is what its SQL makes of the replicas, and passes its checks.");
    }
}
