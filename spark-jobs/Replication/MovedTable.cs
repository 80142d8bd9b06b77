using Pipeline.Common.Runs;

namespace Pipeline.Replication;

/// <summary>A table that a run has published, or found to be equal.</summary>
/// <param name="Record">Its proof.</param>
/// <param name="Written">How many rows the run wrote into the replica.</param>
/// <param name="Remark">What a reader should know of it beyond its line of progress, or null.</param>
internal sealed record MovedTable(RunTable Record, long Written, string? Remark);
