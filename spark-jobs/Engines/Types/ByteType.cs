namespace Pipeline.Spark.Sql.Types;

/// <summary>A whole number of 8 bits; follows <c>org.apache.spark.sql.types.ByteType</c>.</summary>
public sealed class ByteType : IntegralType;
