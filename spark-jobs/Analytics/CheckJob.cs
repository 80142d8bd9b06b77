using MySqlConnector;
using Pipeline.Analytics.Definitions;
using Pipeline.Common;
using Pipeline.Common.Runs;

namespace Pipeline.Analytics;

/// <summary>
/// Holds the published marts, or their days asked for, to their checks against the replicas that they were built of. Reads MySQL and writes nothing; it holds the
/// job's lock, so that no run publishes meanwhile.
/// </summary>
internal sealed class CheckJob(AnalyticsSettings settings, DatabaseUrl target, JobContext context)
{
    private readonly CancellationToken _cancellation = context.Cancellation;

    /// <summary>Checks them all.</summary>
    /// <exception cref="PipelineException">A mart is not there (exit 4), a check returned rows (exit 5), or a run is at work (exit 75).</exception>
    public async Task RunAsync(RunOptions options)
    {
        await using var connection = await RunLock.OpenToReadAsync(target, "pipeline analytics check", AnalyticsProgram.Job, options, context);
        using var spark = SparkSession.Builder().AppName("pipeline analytics check").Config("spark.sql.session.timeZone", "UTC").GetOrCreate();
        await using var stop = _cancellation.Register(spark.Stop);
        await using var pin = await ReplicaPin.TakeAsync(target, settings.Replicas, _cancellation);

        var held = await pin.HoldAsync(() => CheckAsync(spark, connection), _cancellation);
        foreach (var mart in held)
            context.Output.Line($"{mart.Name}: {Counted.Of(mart.Checks.Count, "check")} passed on what is published");
        context.Output.Result(new { marts = held.Select(mart => new { mart.Name, checks = mart.Checks.Count }) });
    }

    private async Task<IReadOnlyList<Mart>> CheckAsync(SparkSession spark, MySqlConnection connection)
    {
        await RequireAllAsync(connection);
        var marts = await ComparableAsync(connection);
        var reader = new MartReader(spark, target, await MySqlServer.OfAsync(connection, _cancellation));
        foreach (var replica in settings.Replicas)
            reader.Show(replica, await ReadableTable.OfAsync(connection, replica, _cancellation), await ReplicaConditions.OfAsync(connection, settings, replica, _cancellation));
        List<(Mart, FailedCheck)> failing = [];
        foreach (var mart in marts)
        {
            reader.Show(mart.Name, await ReadableTable.OfAsync(connection, mart.Name, _cancellation), [settings.Days is { } days ? days.Condition(mart.Days!.Column) : "1 = 1"]);
            if (reader.FindFailed(mart, _cancellation) is { } failed)
                failing.Add((mart, failed));
        }
        return failing.Count > 0 ? throw AnalyticsErrors.PublishedFail(failing) : marts;
    }

    private async Task RequireAllAsync(MySqlConnection connection)
    {
        List<Mart> missing = [];
        foreach (var mart in settings.Marts)
        {
            if (!await StagingTables.ExistsAsync(connection, mart.Name, _cancellation))
                missing.Add(mart);
        }
        if (missing.Count > 0)
            throw AnalyticsErrors.NotThere(missing);
    }

    private async Task<IReadOnlyList<Mart>> ComparableAsync(MySqlConnection connection)
    {
        List<Mart> marts = [];
        foreach (var mart in settings.Marts)
        {
            if (await ReplicaMoment.OtherAsync(connection, mart, settings.Days, _cancellation) is { } other)
                context.Output.Line($"{mart.Name} cannot be compared with the replicas: {other}. The next run of analytics builds and checks it.");
            else
                marts.Add(mart);
        }
        return marts;
    }
}
