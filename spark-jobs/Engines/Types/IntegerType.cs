namespace Pipeline.Spark.Sql.Types;

/// <summary>A whole number of 32 bits; follows <c>org.apache.spark.sql.types.IntegerType</c>.</summary>
public sealed class IntegerType : IntegralType;
