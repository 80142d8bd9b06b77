using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Drift;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Source;
using Pipeline.Replication.Verification;

namespace Pipeline.Replication.Diff;

/// <summary>Decides which tables are moved as a whole and which by their differences.</summary>
internal sealed class DifferencePlan(ReplicationSettings settings, DatabaseUrl target, Run run, SourceSnapshot snapshot)
{
    /// <summary>Beyond a third of its rows a whole copy is the cheaper one.</summary>
    private const int WorthACopy = 3;

    /// <summary>So many places and keys are held in memory.</summary>
    private const long MostRows = 1_000_000;

    /// <summary>One difference a table that need not be copied. Where one table is, all that changed are: they become visible together, by one rename.</summary>
    public async Task<IReadOnlyList<TableDifference>> OfAsync(IReadOnlyList<TablePlan> plans, CancellationToken cancellation)
    {
        if (settings.Mode == ReplicationMode.Full || settings.HashFor(run.Server) is not { } hash)
            return [];

        List<TableDifference> found = [];
        foreach (var plan in plans)
        {
            if (await OfAsync(plan, hash, cancellation) is { } difference)
                found.Add(difference);
        }
        return found.Count == plans.Count ? found : [.. found.Where(difference => difference.IsEmpty)];
    }

    private async Task<TableDifference?> OfAsync(TablePlan plan, RowHash hash, CancellationToken cancellation)
    {
        if (plan is not { Facts.Chunks: { } source, Drift.Count: 0 }
            || await PublishedProof.LastAsync(run.Connection, plan.Target, cancellation) is null
            || !await ReplicaDrift.HoldsLengthsAsync(run.Connection, plan, run.Server, cancellation))
        {
            return null;
        }
        return await new DifferenceFinder(target, snapshot, run.Connection, hash)
            .FindAsync(plan, source, Math.Min(plan.Facts.Checksum.Rows / WorthACopy, MostRows), cancellation);
    }
}
