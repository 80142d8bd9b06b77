using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql;

/// <summary>One row of a result; follows <c>org.apache.spark.sql.Row</c>.</summary>
public sealed class Row
{
    internal Row(object?[] values, StructType schema)
    {
        Values = values;
        Schema = schema;
    }

    /// <summary>Names and types of the columns; follows <c>Row.schema</c>.</summary>
    public StructType Schema { get; }

    /// <summary>The values in the order of the columns; follows <c>Row.toSeq</c>.</summary>
    public object?[] Values { get; }

    /// <summary>The value of a column; follows <c>Row.apply</c>.</summary>
    /// <param name="index">The column, from 0.</param>
    public object? this[int index] => Get(index);

    /// <summary>How many columns there are; follows <c>Row.size</c>.</summary>
    public int Size() => Values.Length;

    /// <summary>The value of a column; follows <c>Row.get</c>.</summary>
    /// <param name="index">The column, from 0.</param>
    public object? Get(int index) => Values[index];

    /// <summary>The value of a column; follows <c>Row.getAs</c>.</summary>
    /// <param name="columnName">The name of the column; upper and lower case differ.</param>
    public object? Get(string columnName)
    {
        var index = Schema.Fields.FindIndex(field => string.Equals(field.Name, columnName, StringComparison.Ordinal));
        return index >= 0
            ? Values[index]
            : throw new ArgumentException($"The row has no column {columnName}; it has {string.Join(", ", Schema.Fields.Select(field => field.Name))}.", nameof(columnName));
    }

    /// <summary>The value of a column as a type; follows <c>Row.getAs</c>.</summary>
    /// <param name="index">The column, from 0.</param>
    /// <typeparam name="T">The type; a smaller integer widens.</typeparam>
    public T GetAs<T>(int index) => ValueCast.To<T>(Get(index));

    /// <summary>The value of a column as a type; follows <c>Row.getAs</c>.</summary>
    /// <param name="columnName">The name of the column; upper and lower case differ.</param>
    /// <typeparam name="T">The type; a smaller integer widens.</typeparam>
    public T GetAs<T>(string columnName) => ValueCast.To<T>(Get(columnName));

    /// <summary>The values between brackets; follows <c>Row.toString</c>.</summary>
    public override string ToString() => $"[{string.Join(",", Values)}]";
}
