using MySqlConnector;
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
    /// <exception cref="PipelineException">A mart differs or fails a check (exit 5), or a run is at work (exit 75).</exception>
    public async Task RunAsync()
    {
        using var spark = SparkSession.Builder().AppName("pipeline analytics verify").Config("spark.sql.session.timeZone", "UTC").GetOrCreate();
        await using var stop = _cancellation.Register(spark.Stop);
        await using var connection = await MySqlConnections.OpenAsync(target, "pipeline analytics verify", _cancellation);
        await RunLock.TakeAsync(connection, AnalyticsProgram.Job, _cancellation);
        await using var pin = await ReplicaPin.TakeAsync(target, settings.Replicas, _cancellation);

        var run = Run.WithoutRecord(connection, AnalyticsProgram.Job, await MySqlServer.OfAsync(connection, _cancellation));
        try
        {
            var marts = await pin.HoldAsync(() => BuildAsync(run, spark), _cancellation);
            foreach (var mart in marts)
                await CompareAsync(connection, mart);
            context.Output.Line($"Verified {marts.Count:N0} marts: each is what its SQL makes of the replicas, and passes its checks.");
            context.Output.Result(new { marts = marts.Select(mart => new { mart.Mart.Name, rows = mart.Record.RowsTarget, checks = mart.Mart.Checks.Count }) });
        }
        finally
        {
            await run.Staging.TryDropLeftoversAsync();
        }
    }

    private async Task<IReadOnlyList<BuiltMart>> BuildAsync(Run run, SparkSession spark)
    {
        var builder = new MartBuilder(spark, run, target, settings.Days);
        foreach (var replica in settings.Replicas)
            builder.Show(replica, await ReplicaConditions.OfAsync(run.Connection, settings, replica, _cancellation));
        return await context.Output.WithProgressAsync(async board =>
        {
            List<BuiltMart> built = [];
            foreach (var mart in settings.Marts)
                built.Add(await builder.BuildAsync(mart, board.Add(mart.Name, 1), _cancellation));
            return built;
        });
    }

    private async Task CompareAsync(MySqlConnection connection, BuiltMart built)
    {
        var mart = built.Mart;
        var differing = MartDdl.Differing(mart, built.Staging, settings.Days);
        var count = await connection.ScalarAsync<long>($"select count(*) from ({differing}) as differing", _cancellation);
        if (count == 0)
        {
            context.Output.Line($"{mart.Name}: {built.Record.RowsTarget:N0} rows, computed again and equal");
            return;
        }
        var rows = await connection.QueryAsync(
            $"select * from ({differing}) as differing limit {OffendingRows.Shown}",
            row => OffendingRows.Describe(mart.Key, Enumerable.Range(0, mart.Key.Count).Select(i => row.IsDBNull(i) ? null : row.GetValue(i))),
            _cancellation);
        throw AnalyticsErrors.OtherThanComputed(mart, rows, count, await ReplicaMoment.OtherAsync(connection, mart, settings.Days, _cancellation));
    }
}
