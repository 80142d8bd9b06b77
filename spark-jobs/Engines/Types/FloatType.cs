namespace Pipeline.Spark.Sql.Types;

/// <summary>A binary fraction of 32 bits; follows <c>org.apache.spark.sql.types.FloatType</c>.</summary>
public sealed class FloatType : FractionalType;
