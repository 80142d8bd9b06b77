using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>A column as the server describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as this server writes it.</param>
/// <param name="Required">True for NOT NULL.</param>
/// <param name="Collation">How its text is compared; null where it holds none.</param>
internal sealed record TableColumn(string Name, string Type, bool Required, string? Collation)
{
    /// <summary>The columns of a table in their order; none where there is no such table.</summary>
    public static async Task<IReadOnlyList<TableColumn>> OfAsync(MySqlConnection connection, string table, CancellationToken cancellation) =>
        await connection.QueryAsync(
            """
            select column_name, column_type, is_nullable = 'NO', collation_name from information_schema.columns
            where table_schema = database() and table_name = @p0
            order by ordinal_position
            """,
            row => new TableColumn(row.GetString(0), row.GetString(1), row.GetInt32(2) != 0, row.IsDBNull(3) ? null : row.GetString(3)),
            cancellation,
            table);

    /// <summary>True where rows of one fit the other unchanged.</summary>
    public bool Fits(TableColumn other) => string.Equals(Type, other.Type, StringComparison.OrdinalIgnoreCase) && Required == other.Required;

    public override string ToString() => $"{Type}{(Required ? " not null" : "")}";
}
