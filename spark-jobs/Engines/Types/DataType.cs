namespace Pipeline.Spark.Sql.Types;

/// <summary>The type of a column; follows <c>org.apache.spark.sql.types.DataType</c>.</summary>
public abstract class DataType
{
    private protected DataType()
    {
    }

    /// <summary>The name without its parameters, such as <c>decimal</c>; follows <c>DataType.typeName</c>.</summary>
    public string TypeName => GetType().Name[..^"Type".Length].ToLowerInvariant();

    /// <summary>The name with its parameters, such as <c>decimal(12,2)</c>; follows <c>DataType.simpleString</c>.</summary>
    public virtual string SimpleString => TypeName;

    /// <summary>True for the same type with the same parameters; follows <c>DataType.equals</c>.</summary>
    /// <param name="obj">The other type.</param>
    public override bool Equals(object? obj) =>
        obj is DataType other && string.Equals(SimpleString, other.SimpleString, StringComparison.Ordinal);

    /// <summary>Equal types have equal codes; follows <c>DataType.hashCode</c>.</summary>
    public override int GetHashCode() => SimpleString.GetHashCode(StringComparison.Ordinal);
}
