using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Diff;

/// <summary>How a table is brought over: not at all, by its differences, or whole.</summary>
/// <param name="Plan">The table.</param>
internal abstract record TableMove(TablePlan Plan)
{
    /// <summary>How long its work has taken so far: the source was looked at, and where there is one the replica.</summary>
    public TimeSpan Took { get; init; } = Plan.Looking;
}
