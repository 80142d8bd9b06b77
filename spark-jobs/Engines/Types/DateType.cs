namespace Pipeline.Spark.Sql.Types;

/// <summary>A day; follows <c>org.apache.spark.sql.types.DateType</c>.</summary>
public sealed class DateType : AtomicType;
