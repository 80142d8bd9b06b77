namespace Pipeline.Spark.Sql.Types;

/// <summary>A whole number of 16 bits; follows <c>org.apache.spark.sql.types.ShortType</c>.</summary>
public sealed class ShortType : IntegralType;
