namespace Pipeline.Spark.Sql.Embedded.Kafka;

/// <summary>What to read of one partition.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="Start">The first offset.</param>
/// <param name="End">The offset behind the last.</param>
internal readonly record struct KafkaRange(int Partition, long Start, long End);
