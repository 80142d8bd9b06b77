using Pipeline.Common;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Preview;

/// <summary>Surveys the tables as a run would, and shows what it finds instead of moving rows.</summary>
internal sealed class PlanJob(ReplicationSettings settings, DatabaseUrl source, DatabaseUrl target, JobContext context)
{
    public async Task RunAsync()
    {
        await using var connection = await MySqlConnections.OpenAsync(target, "pipeline plan", context.Cancellation);
        var server = await MySqlServer.OfAsync(connection, context.Cancellation);
        await using var snapshot = await SourceSnapshot.OpenAsync(source, context.Cancellation);
        var tables = await new Survey(settings, connection, server, snapshot).OfTablesAsync(withChecksum: false, context.Cancellation);
        tables = await TargetObstacles.AddToAsync(tables, connection, context.Cancellation);

        List<TablePreview> previews = [.. tables.Select(table => TablePreview.Of(table, server))];
        foreach (var preview in previews)
            PlanText.Write(preview, context.Output);
        context.Output.Result(new { target = server.ToString(), tables = previews });

        var obstacles = tables.SelectMany(t => t.Obstacles).ToList();
        if (obstacles.Count > 0)
            throw ReplicationErrors.WouldBeRefused(tables.Count(t => t.Obstacles.Count > 0), tables.Count, obstacles.Count);
        context.Output.Line($"{Counted.Of(tables.Count, "table")} would be copied exactly to {server}. Nothing was written.");
    }
}
