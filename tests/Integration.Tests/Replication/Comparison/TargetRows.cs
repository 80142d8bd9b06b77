using System.Globalization;
using System.Text;
using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Integration.Tests.Replication.Comparison;

/// <summary>The rows of a replica, each value as plain text; text itself comes as its bytes.</summary>
internal static class TargetRows
{
    public static async Task<List<string>> ReadAsync(DatabaseUrl target, string table, IReadOnlyList<string> kinds)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = await MySqlConnections.OpenAsync(target, "pipeline tests", cancellation);
        var names = await connection.QueryAsync(
            "select column_name from information_schema.columns where table_schema = database() and table_name = @p0 order by ordinal_position",
            row => row.GetString(0),
            cancellation,
            table);
        names.Count.ShouldBe(kinds.Count, table);

        // A prepared statement sends doubles as their eight bytes; text would lose digits.
        await using var command = new MySqlCommand(
            $"select {string.Join(", ", names.Select((name, i) => Expression(SqlName.MySql(name), kinds[i])))} from {SqlName.MySql(table)}", connection);
        await command.PrepareAsync(cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<string> rows = [];
        while (await reader.ReadAsync(cancellation))
            rows.Add(string.Join('\u0001', kinds.Select((kind, i) => reader.IsDBNull(i) ? "NULL" : Plain(kind, reader, i))));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Expression(string column, string kind) => kind switch
    {
        "float4" or "float8" => $"{column} * 1e0",
        "bool" or "int2" or "int4" or "int8" or "numeric" or "date" or "time" or "timestamp" or "timestamptz" => $"cast({column} as char)",
        "json" or "jsonb" or "made json" => $"hex(cast({column} as char))",
        _ => $"hex({column})",
    };

    private static string Plain(string kind, MySqlDataReader row, int column) => kind switch
    {
        "float4" or "float8" => BitConverter.DoubleToInt64Bits(row.GetDouble(column)).ToString("x16", CultureInfo.InvariantCulture),
        "bool" or "date" or "time" or "timestamp" or "timestamptz" => row.GetString(column),
        "int2" or "int4" or "int8" or "numeric" => PlainNumber.Of(row.GetString(column)),
        "bytea" => row.GetString(column).ToLowerInvariant(),
        "json" or "jsonb" or "made json" => PlainJson.Of(Text(row.GetString(column))),
        _ => Text(row.GetString(column)),
    };

    private static string Text(string hex) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromHexString(hex));
}
