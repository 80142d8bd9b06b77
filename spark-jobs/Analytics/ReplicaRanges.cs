using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>Cuts a replica into ranges of its key, to be read side by side.</summary>
internal static class ReplicaRanges
{
    private const long RowsWorthCutting = 200_000;

    /// <summary>Conditions that each row meets exactly one of; a single open one where cutting does not pay or there is no number to cut by.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(MySqlConnection connection, string replica, int parts, CancellationToken cancellation)
    {
        var keys = await connection.QueryAsync(
            """
            select columns.column_name, columns.data_type, coalesce(tables.table_rows, 0)
            from information_schema.statistics as keys_of
            join information_schema.columns as columns
                on columns.table_schema = keys_of.table_schema
                and columns.table_name = keys_of.table_name
                and columns.column_name = keys_of.column_name
            join information_schema.tables as tables
                on tables.table_schema = keys_of.table_schema and tables.table_name = keys_of.table_name
            where keys_of.table_schema = database() and keys_of.table_name = @p0
                and keys_of.index_name = 'PRIMARY' and keys_of.seq_in_index = 1
            """,
            row => (Column: row.GetString(0), Type: row.GetString(1), Rows: Convert.ToInt64(row.GetValue(2))),
            cancellation,
            replica);
        if (keys is not [{ Type: "int" or "bigint" or "smallint" } key] || key.Rows < RowsWorthCutting)
            return Cut("", 0, 0, 1);

        var column = SqlName.MySql(key.Column);
        var bounds = await connection.QueryAsync(
            $"select min({column}), max({column}) from {SqlName.MySql(replica)}",
            row => row.IsDBNull(0) ? (Least: 0L, Most: 0L) : (Least: row.GetInt64(0), Most: row.GetInt64(1)),
            cancellation);
        return Cut(column, bounds[0].Least, bounds[0].Most, parts);
    }

    /// <summary>The first range is open below and the last above, so that no row can fall outside.</summary>
    internal static IReadOnlyList<string> Cut(string column, long least, long most, int parts)
    {
        var cuts = Enumerable.Range(1, Math.Max(0, parts - 1))
            .Select(part => (long)(least + (((Int128)most - least) * part / parts)))
            .Distinct()
            .ToList();
        if (cuts.Count == 0)
            return ["1 = 1"];
        return
        [
            $"{column} < {cuts[0]}",
            .. cuts.Zip(cuts.Skip(1), (from, to) => $"{column} >= {from} and {column} < {to}"),
            $"{column} >= {cuts[^1]}",
        ];
    }
}
