namespace Pipeline.Spark.Sql.Types;

/// <summary>True or false; follows <c>org.apache.spark.sql.types.BooleanType</c>.</summary>
public sealed class BooleanType : AtomicType;
