namespace Pipeline.Replication.Chunks;

/// <summary>Rows and hash of one chunk on one side.</summary>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Hash">The hash of their texts in the order of the key, in hexadecimal; null where there is none.</param>
internal readonly record struct ChunkChecksum(long Rows, string? Hash);
