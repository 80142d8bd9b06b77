using Pipeline.Common;
using Pipeline.Common.Lineage;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Lineage;

/// <summary>What OpenLineage is told of replicas: each column comes from the one of its name.</summary>
internal static class ReplicaLineage
{
    /// <summary>The replicas, each made of its table.</summary>
    /// <param name="plans">The tables.</param>
    /// <param name="source">Where they are.</param>
    /// <param name="target">Where their replicas are.</param>
    /// <param name="written">How many rows were written, by replica; null while that is not known.</param>
    public static IEnumerable<Dataset> Of(IEnumerable<TablePlan> plans, DatabaseUrl source, DatabaseUrl target, IReadOnlyDictionary<string, long>? written = null) =>
        plans.Select(plan => Of(plan, source, target) with { Rows = written?[plan.Target] });

    private static Dataset Of(TablePlan plan, DatabaseUrl source, DatabaseUrl target)
    {
        var table = Dataset.Postgres(source, plan.Table.Schema, plan.Table.Name) with
        {
            Columns = [.. plan.Columns.Select(c => new DatasetColumn(c.Column.Name, c.Column.Declared, c.Column.Comment))],
        };
        var layout = plan.Layout;
        return Dataset.MySql(target, plan.Target) with
        {
            Columns = [.. plan.Columns.Select(c => new DatasetColumn(c.Column.Name, layout.TypeOf(c), c.Column.Comment) { From = [From(c, table)] })],
            MadeOf = [table],
        };
    }

    private static ColumnSource From(ColumnContract column, Dataset table) => KeepsForm(column)
        ? new(table, column.Column.Name, Derivation.Identity)
        : new(table, column.Column.Name, Derivation.Transformation, column.SelectExpression);

    /// <summary>True where both sides hold the value in a type of one kind, however it travels; not where UTC, text or JSON stands for it, or a policy.</summary>
    private static bool KeepsForm(ColumnContract column) => column.ChangedHow is null && column.Column.Family == Source.TypeFamily.Base && column.Column.BaseType is
        "int2" or "int4" or "int8" or "bool" or "numeric" or "float4" or "float8" or "bpchar" or "varchar" or "text" or "name"
        or "date" or "time" or "timestamp" or "bytea" or "json" or "jsonb";
}
