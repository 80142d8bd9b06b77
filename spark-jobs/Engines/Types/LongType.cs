namespace Pipeline.Spark.Sql.Types;

/// <summary>A whole number of 64 bits; follows <c>org.apache.spark.sql.types.LongType</c>.</summary>
public sealed class LongType : IntegralType;
