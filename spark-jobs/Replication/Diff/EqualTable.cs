using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Diff;

/// <summary>A table that cannot be walked by a key, and whose replica holds exactly its rows.</summary>
/// <param name="Plan">The table.</param>
internal sealed record EqualTable(TablePlan Plan) : TableMove(Plan);
