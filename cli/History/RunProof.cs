namespace Pipeline.Cli.History;

/// <summary>An attempt with all that it left.</summary>
internal sealed record RunProof(RecordedRun Run, IReadOnlyList<RecordedTable> Tables, IReadOnlyList<RecordedPartition> Partitions);
