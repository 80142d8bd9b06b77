using Pipeline.Spark.Sql.Internal.Plan;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Kafka;

/// <summary>The columns of a message, as Spark's source has them; headers come as the JSON text that Spark's <c>to_json</c> makes of them.</summary>
internal static class KafkaColumns
{
    public const string Headers = "headers";

    private static readonly StructField[] All =
    [
        new("key", new BinaryType()),
        new("value", new BinaryType()),
        new("topic", new StringType()),
        new("partition", new IntegerType()),
        new("offset", new LongType()),
        new("timestamp", new TimestampType()),
        new("timestampType", new IntegerType()),
    ];

    /// <summary>The columns of a scan: all, or those it selects.</summary>
    public static StructType Of(SourceScan scan)
    {
        StructField[] known = KafkaOptions.IncludesHeaders(scan.Options) ? [.. All, new(Headers, new StringType())] : All;
        return scan.Selected is null ? new StructType(known) : new StructType(scan.Selected.Select(name => Named(known, name)));
    }

    public static StructField Named(IReadOnlyCollection<StructField> known, string name) =>
        known.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw SparkEngineException.NoSuchColumn(name, known.Select(field => field.Name));
}
