using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Diff;

/// <summary>How a table is brought over: not at all, by its differences, or whole.</summary>
/// <param name="Plan">The table.</param>
internal abstract record TableMove(TablePlan Plan);
