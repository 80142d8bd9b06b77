using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Diff;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Source;

namespace Pipeline.Replication;

/// <summary>Finds the tables, scans each once, and refuses whatever stands in the way before anything is written.</summary>
internal sealed class Planner(ReplicationSettings settings, DatabaseUrl target, Run run, SourceSnapshot snapshot)
{
    public async Task<IReadOnlyList<TablePlan>> PlanAsync(CancellationToken cancellation)
    {
        var ahead = settings.Mode == ReplicationMode.Diff && settings.HashFor(run.Server) is { } hash ? new ReplicaAhead(target, hash) : null;
        var surveyed = await new Survey(settings, run.Connection, run.Server, snapshot, ahead).OfTablesAsync(withChecksum: true, cancellation);
        surveyed = await TargetObstacles.AddToAsync(surveyed, run.Connection, cancellation);
        if (surveyed.SelectMany(t => t.Obstacles).ToList() is { Count: > 0 } obstacles)
            throw ReplicationErrors.Refused(obstacles);

        List<TablePlan> plans = [.. surveyed.Select(t => t.Plan!)];
        if (settings.RefuseDrift && plans.Find(plan => plan.Drift.Count > 0) is { } drifted)
            throw ReplicationErrors.Drifted(drifted);

        var guard = new ShrinkGuard(settings, run);
        foreach (var plan in plans)
            await guard.CheckAsync(plan, cancellation);
        return plans;
    }
}
