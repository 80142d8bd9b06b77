namespace Pipeline.Spark.Sql.Types;

/// <summary>An instant, to the microsecond, in UTC; follows <c>org.apache.spark.sql.types.TimestampType</c>.</summary>
public sealed class TimestampType : AtomicType;
