namespace Pipeline.KafkaToPostgres.Target;

/// <summary>What arrived in the staging table of one partition.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="Rows">Rows; a message may stand there twice when Spark repeated a task.</param>
/// <param name="Messages">Messages.</param>
/// <param name="Rejected">Of these, how many are no events.</param>
/// <param name="First">The lowest offset.</param>
/// <param name="Last">The highest offset.</param>
internal sealed record StagedPartition(int Partition, long Rows, long Messages, long Rejected, long First, long Last);
