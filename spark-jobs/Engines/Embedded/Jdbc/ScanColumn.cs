using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Jdbc;

/// <summary>How a column of a table is read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its Spark type.</param>
/// <param name="Value">The SQL expression that gives a value of that type; wide decimals as text.</param>
/// <param name="Refusal">Why values of it cannot be used in SQL or rows, or null. It can still be copied as text.</param>
/// <param name="ServerType">The type as the server calls it, for messages.</param>
internal sealed record ScanColumn(string Name, DataType Type, string Value, string ServerType, string? Refusal = null)
{
    /// <summary>The expression that gives its text for a bulk load into MySQL.</summary>
    public string MySqlText { get; init; } = Value;

    /// <summary>The expression that gives its text for a bulk load into PostgreSQL.</summary>
    public string PostgresText { get; init; } = Value;
}
