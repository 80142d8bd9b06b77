using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>A column as the server describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as this server writes it.</param>
/// <param name="Required">True for NOT NULL.</param>
/// <param name="Collation">How its text is compared; null where it holds none.</param>
/// <param name="KeyPart">Its place in the primary key, from 1; 0 outside of it.</param>
internal sealed record TableColumn(string Name, string Type, bool Required, string? Collation, long KeyPart)
{
    /// <summary>The columns of a table in their order; none where there is no such table.</summary>
    public static async Task<IReadOnlyList<TableColumn>> OfAsync(MySqlConnection connection, string table, CancellationToken cancellation) =>
        await connection.QueryAsync(
            """
            select columns.column_name, columns.column_type, columns.is_nullable = 'NO', columns.collation_name, coalesce(keys_of.seq_in_index, 0)
            from information_schema.columns as columns
            left join information_schema.statistics as keys_of
                on keys_of.table_schema = columns.table_schema
                and keys_of.table_name = columns.table_name
                and keys_of.column_name = columns.column_name
                and keys_of.index_name = 'PRIMARY'
            where columns.table_schema = database() and columns.table_name = @p0
            order by columns.ordinal_position
            """,
            row => new TableColumn(
                row.GetString(0), row.GetString(1), row.GetInt32(2) != 0, row.IsDBNull(3) ? null : row.GetString(3), Convert.ToInt64(row.GetValue(4))),
            cancellation,
            table);

    /// <summary>True where rows of one fit the other unchanged.</summary>
    public bool Fits(TableColumn other) => string.Equals(Type, other.Type, StringComparison.OrdinalIgnoreCase) && Required == other.Required;

    public override string ToString() => $"{Type}{(Required ? " not null" : "")}";
}
