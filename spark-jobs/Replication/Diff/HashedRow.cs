using Pipeline.Replication.Chunks;

namespace Pipeline.Replication.Diff;

/// <summary>A row of one side, as it is compared.</summary>
/// <param name="Hash">The hash over its values.</param>
/// <param name="Range">Its chunk.</param>
/// <param name="Place">Where it lies in the source; null in the replica.</param>
internal readonly record struct HashedRow(string Hash, KeyRange Range, string? Place);
