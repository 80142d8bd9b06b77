using Pipeline.Common.Runs;
using Pipeline.Replication.Plan;

namespace Pipeline.Replication;

/// <summary>A table that stands in staging, proven and ready to be published.</summary>
internal sealed record LoadedTable(TablePlan Plan, TableSwap Swap, RunTable Record);
