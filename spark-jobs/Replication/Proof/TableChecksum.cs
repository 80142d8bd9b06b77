namespace Pipeline.Replication.Proof;

/// <summary>Rows and checksum of one side.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Text">The checksum as it stands in the run tables and on the screen, or null when only counted.</param>
internal readonly record struct TableChecksum(long Rows, string? Text);
