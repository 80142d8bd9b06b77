using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Diff;

/// <summary>A table that is copied whole.</summary>
/// <param name="Plan">The table.</param>
/// <param name="Reason">Why it is.</param>
/// <param name="IsNews">False where nobody needs to be told: there is no replica yet or an empty one, or all tables were asked for whole.</param>
internal sealed record WholeTable(TablePlan Plan, string Reason, bool IsNews = true) : TableMove(Plan)
{
    /// <summary>True where its replica has the right shape and few rows, so that they can be replaced in a transaction together with others' differences.</summary>
    public bool IsSmall { get; init; }

    /// <summary>For the record.</summary>
    public string? Note => IsNews ? $"copied whole: {Reason}" : null;
}
