using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>How a table is read so that every engine gets each value as it stands there.</summary>
/// <param name="Table">The table.</param>
/// <param name="Source">What follows <c>from</c>: the table, or a query where the values of a column would change on their way.</param>
/// <param name="TooWide">Decimals of more digits than Spark has, which are left out.</param>
internal sealed record ReadableTable(string Table, string Source, IReadOnlyList<string> TooWide)
{
    /// <summary>The digits that a decimal of Spark can have.</summary>
    public const int MostDigits = 38;

    /// <summary>Asks for the columns of a table.</summary>
    public static async Task<ReadableTable> OfAsync(MySqlConnection connection, string table, CancellationToken cancellation) => Of(
        table,
        await connection.QueryAsync(
            """
            select column_name, data_type, coalesce(numeric_precision, 0) from information_schema.columns
            where table_schema = database() and table_name = @p0
            order by ordinal_position
            """,
            row => (row.GetString(0), row.GetString(1), Convert.ToInt64(row.GetValue(2))),
            cancellation,
            table));

    /// <summary>The same, of known columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Their names, types and digits.</param>
    internal static ReadableTable Of(string table, IReadOnlyList<(string Name, string Type, long Digits)> columns)
    {
        var wide = columns.Where(column => column is { Type: "decimal", Digits: > MostDigits }).Select(column => column.Name).ToList();
        var quoted = SqlName.MySql(table);
        if (wide.Count == 0 && !columns.Any(column => column.Type is "float" or "char"))
            return new(table, quoted, []);
        var read = columns.Where(column => !wide.Contains(column.Name)).Select(column => ValueOf(SqlName.MySql(column.Name), column.Type));
        return new(table, $"(select {string.Join(", ", read)} from {quoted}) as {quoted}", wide);
    }

    // As text, a float has six digits only; Spark fills a char up with blanks. Both keep their order and their collation so.
    private static string ValueOf(string column, string type) => type switch
    {
        "float" => $"cast({column} as double) as {column}",
        "char" => $"concat({column}, '') as {column}",
        _ => column,
    };
}
