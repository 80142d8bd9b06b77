namespace Pipeline.Cli.Report;

/// <summary>How far the stored events were behind a partition's end when a run last stored some of it.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Partition">Its number.</param>
/// <param name="Messages">Messages behind the last that was stored.</param>
/// <param name="Seen">When, UTC: runs that fail leave the lag as it was.</param>
internal sealed record PartitionLag(string Topic, int Partition, long Messages, DateTime Seen);
