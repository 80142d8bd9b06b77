using Pipeline.Common.Runs;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Source;

namespace Pipeline.Replication;

/// <summary>Finds the tables, scans each once, and refuses whatever stands in the way before anything is written.</summary>
internal sealed class Planner(ReplicationSettings settings, Run run, SourceSnapshot snapshot)
{
    private const int LongestName = 64;

    public async Task<IReadOnlyList<TablePlan>> PlanAsync(CancellationToken cancellation)
    {
        var tables = await SourceCatalog.ReadAsync(snapshot.Connection, settings.Tables, cancellation);
        var contracts = tables.Select(table => (Table: table, Target: TargetOf(table), Columns: TablePlan.ColumnsOf(table, run.Server))).ToList();
        RefuseSharedTargets(contracts.ConvertAll(c => (c.Table, c.Target)));

        List<TablePlan> plans = [];
        List<RefusedValues> refused = [];
        foreach (var (table, target, columns) in contracts)
        {
            var facts = await new SourceScan(table, columns, settings.HashFor(run.Server)).ReadAsync(snapshot.Connection, cancellation);
            refused.AddRange(facts.Refused);
            plans.Add(PlanOf(table, target, columns, facts));
        }
        if (refused.Count > 0)
            throw ReplicationErrors.Unrepresentable(refused);

        var guard = new ShrinkGuard(settings, run);
        foreach (var plan in plans)
            await guard.CheckAsync(plan, cancellation);
        return plans;
    }

    private TablePlan PlanOf(SourceTable table, string target, IReadOnlyList<ColumnContract> columns, SourceFacts facts) => new()
    {
        Table = table,
        Target = target,
        Columns = columns,
        Facts = facts,
        Keys = KeyPlan.Of(table, columns, facts),
        Predicates = PartitionPlan.Of(table, Environment.ProcessorCount, settings.Partitions),
    };

    private static string TargetOf(SourceTable table)
    {
        var target = $"{table.Name}_replica";
        return target.Length <= LongestName ? target : throw ReplicationErrors.NameTooLong(table, target);
    }

    /// <summary>MySQL may fold the case of table names, so two names that differ by it alone count as one.</summary>
    private static void RefuseSharedTargets(IReadOnlyList<(SourceTable Table, string Target)> tables)
    {
        foreach (var shared in tables.GroupBy(t => t.Target, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            throw ReplicationErrors.SameTarget(shared.First().Table, shared.Last().Table, shared.Key);
    }
}
