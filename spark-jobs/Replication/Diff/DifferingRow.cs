using Pipeline.Replication.Chunks;

namespace Pipeline.Replication.Diff;

/// <summary>A row in which the two sides differ.</summary>
/// <param name="Key">Its key as canonical text.</param>
/// <param name="Range">Its chunk.</param>
/// <param name="Place">Where it lies in the source; null where only the replica has it.</param>
internal readonly record struct DifferingRow(string Key, KeyRange Range, string? Place);
