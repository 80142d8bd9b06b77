namespace Pipeline.Spark.Sql.Types;

/// <summary>Only nulls; follows <c>org.apache.spark.sql.types.NullType</c>.</summary>
public sealed class NullType : DataType;
