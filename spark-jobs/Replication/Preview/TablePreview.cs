using Pipeline.Common;
using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Preview;

/// <summary>What is shown of a table: its plan in words and statements.</summary>
internal sealed record TablePreview
{
    public required string Source { get; init; }

    public required string Target { get; init; }

    /// <summary>As the planner of PostgreSQL estimates; null when it was never analysed.</summary>
    public required long? EstimatedRows { get; init; }

    /// <summary>Counted by the fidelity scan; null where something is in the way before it.</summary>
    public required long? Rows { get; init; }

    public required long Bytes { get; init; }

    public required string? Ddl { get; init; }

    public required IReadOnlyList<string> Select { get; init; }

    /// <summary>The condition of each part that is read at a time.</summary>
    public required IReadOnlyList<string> Partitions { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<string> Drift { get; init; }

    /// <summary>The fidelity report; empty when the copy would be exact.</summary>
    public required IReadOnlyList<Obstacle> Obstacles { get; init; }

    public static TablePreview Of(SurveyedTable table, MySqlServer server) => new()
    {
        Source = table.Table.FullName,
        Target = table.Target,
        EstimatedRows = table.Table.EstimatedRows < 0 ? null : (long)table.Table.EstimatedRows,
        Rows = table.Plan?.Facts.Checksum.Rows,
        Bytes = table.Table.Bytes,
        Ddl = table.Plan is null ? null : string.Join(";\n", Statements(table.Plan, server)),
        Select = table.Plan is null ? [] : [.. table.Plan.Columns.Select(c => $"{c.SelectExpression} as {SqlName.Postgres(c.Column.Name)}")],
        Partitions = table.Plan?.Predicates ?? [],
        Notes = table.Plan?.Notes ?? [],
        Drift = table.Plan?.Drift ?? [],
        Obstacles = table.Obstacles,
    };

    private static IEnumerable<string> Statements(TablePlan plan, MySqlServer server)
    {
        yield return StagingDdl.Create(plan, server, plan.Target);
        if (StagingDdl.AddIndexes(plan, plan.Target) is { } indexes)
            yield return indexes;
    }
}
