namespace Pipeline.Spark.Sql.Types;

/// <summary>Bytes; follows <c>org.apache.spark.sql.types.BinaryType</c>.</summary>
public sealed class BinaryType : AtomicType;
