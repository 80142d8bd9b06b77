namespace Pipeline.Spark.Sql.Types;

/// <summary>Text; follows <c>org.apache.spark.sql.types.StringType</c>.</summary>
public sealed class StringType : AtomicType;
