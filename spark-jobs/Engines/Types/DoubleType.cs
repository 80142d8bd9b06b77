namespace Pipeline.Spark.Sql.Types;

/// <summary>A binary fraction of 64 bits; follows <c>org.apache.spark.sql.types.DoubleType</c>.</summary>
public sealed class DoubleType : FractionalType;
