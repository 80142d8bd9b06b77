using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;

namespace Pipeline.Spark.Sql.Embedded.Kafka;

/// <summary>Reads a range of a Kafka topic, as Spark's batch source of the same name does.</summary>
internal sealed class KafkaFormat : IScanFormat
{
    public string Name => "kafka";

    public Relation Open(SourceScan scan, EngineSettings settings) =>
        new KafkaRelation(KafkaOptions.From(scan.Options, settings.ApplicationName), KafkaColumns.Of(scan));
}
