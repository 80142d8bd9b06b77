namespace Pipeline.Cli.History;

/// <summary>What a run stored of one partition in one transaction: a row of <c>pipeline_run_partitions</c>.</summary>
internal sealed record RecordedPartition(
    int Pass, int Partition, long BeginOffset, long EndOffset, long Messages, long Events, long Duplicates, long Rejected, string Gaps, long Lag);
