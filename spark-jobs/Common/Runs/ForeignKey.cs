using MySqlConnector;

namespace Pipeline.Common.Runs;

/// <summary>
/// A foreign key that points at a table which runs replace. At a swap it would follow the old table, which could not be dropped any more;
/// where rows are replaced in place, it would keep them there, or delete the rows that follow them.
/// </summary>
/// <param name="Database">Where the table is that has it.</param>
/// <param name="Table">The table that has it.</param>
/// <param name="Name">Its name.</param>
/// <param name="PointsAt">The table of this database that it points at.</param>
public sealed record ForeignKey(string Database, string Table, string Name, string PointsAt)
{
    private const string Query = """
        select distinct table_schema, table_name, constraint_name, referenced_table_name
        from information_schema.key_column_usage
        where referenced_table_schema = database()
        order by table_schema, table_name, constraint_name
        """;

    /// <summary>What to do about it.</summary>
    public string Remedy =>
        $"Drop it (alter table {SqlName.MySql(Database)}.{SqlName.MySql(Table)} drop foreign key {SqlName.MySql(Name)}); the column's index stays, for joins.";

    /// <summary>True where a server does not drop a table, or rows, as a foreign key points there.</summary>
    public static bool IsInTheWay(MySqlException error) =>
        error.ErrorCode is MySqlErrorCode.RowIsReferenced or MySqlErrorCode.RowIsReferenced2 or (MySqlErrorCode)3730;

    /// <summary>All that point at a table of this database, as far as the user may see them.</summary>
    public static async Task<IReadOnlyList<ForeignKey>> PointingHereAsync(MySqlConnection connection, CancellationToken cancellation) =>
        await connection.QueryAsync(Query, row => new ForeignKey(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)), cancellation);

    /// <summary>True when it points at a table; a server may fold the case of its name.</summary>
    public bool IsTo(string table) => string.Equals(PointsAt, table, StringComparison.OrdinalIgnoreCase);
}
