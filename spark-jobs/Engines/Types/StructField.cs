namespace Pipeline.Spark.Sql.Types;

/// <summary>A column of a schema; follows <c>org.apache.spark.sql.types.StructField</c>.</summary>
public sealed class StructField
{
    internal StructField(string name, DataType dataType, bool isNullable = true)
    {
        Name = name;
        DataType = dataType;
        IsNullable = isNullable;
    }

    /// <summary>The name of the column; follows <c>StructField.name</c>.</summary>
    public string Name { get; }

    /// <summary>Its type; follows <c>StructField.dataType</c>.</summary>
    public DataType DataType { get; }

    /// <summary>Whether it may be null, as far as known; follows <c>StructField.nullable</c>.</summary>
    public bool IsNullable { get; }

    /// <summary>Name and type; follows <c>StructField.toString</c>.</summary>
    public override string ToString() => $"StructField({Name},{DataType.SimpleString})";
}
