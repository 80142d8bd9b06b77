namespace Pipeline.Events;

/// <summary>What a partition acknowledged.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="Messages">How many of this run's messages it has.</param>
/// <param name="FirstOffset">Where the first of them stands.</param>
/// <param name="LastOffset">Where the last of them stands.</param>
/// <param name="Dropped">How many messages an embedded broker had no room to keep in this partition since the run began.</param>
public sealed record PartitionDelivery(int Partition, long Messages, long FirstOffset, long LastOffset, long Dropped);
