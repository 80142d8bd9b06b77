using Pipeline.Spark.Sql.Embedded.Jdbc;
using Pipeline.Spark.Sql.Embedded.Kafka;

namespace Pipeline.Spark.Sql.Embedded;

/// <summary>The sources and targets that the embedded engine knows.</summary>
internal static class Formats
{
    private static readonly IScanFormat[] Scans = [new JdbcFormat(), new KafkaFormat()];
    private static readonly IWriteFormat[] Writes = [new JdbcFormat()];

    public static IScanFormat Scan(string name) =>
        Array.Find(Scans, format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw SparkEngineException.UnknownFormat(name, Scans.Select(format => format.Name));

    public static IWriteFormat Write(string name) =>
        Array.Find(Writes, format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw SparkEngineException.UnknownFormat(name, Writes.Select(format => format.Name));
}
