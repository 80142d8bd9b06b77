using Pipeline.Common.Runs;

namespace Pipeline.Replication;

/// <summary>A table that stands in staging, proven and ready to be published.</summary>
internal sealed record LoadedTable(TableSwap Swap, RunTable Record);
