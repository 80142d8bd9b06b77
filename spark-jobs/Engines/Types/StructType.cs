namespace Pipeline.Spark.Sql.Types;

/// <summary>The columns of a result; follows <c>org.apache.spark.sql.types.StructType</c>.</summary>
public sealed class StructType : DataType
{
    /// <summary>Makes a schema; follows <c>StructType.apply</c>.</summary>
    /// <param name="fields">Its columns in order.</param>
    public StructType(IEnumerable<StructField> fields) => Fields = [.. fields];

    /// <summary>The columns in order; follows <c>StructType.fields</c>.</summary>
    public List<StructField> Fields { get; }

    /// <summary>Names and types of the columns; follows <c>StructType.simpleString</c>.</summary>
    public override string SimpleString =>
        $"struct<{string.Join(",", Fields.Select(column => $"{column.Name}:{column.DataType.SimpleString}"))}>";
}
