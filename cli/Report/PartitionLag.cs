namespace Pipeline.Cli.Report;

/// <summary>How far the stored events are behind a partition's end, as of the last run.</summary>
internal sealed record PartitionLag(string Topic, int Partition, long Messages);
