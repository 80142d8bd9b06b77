using System.Data.Common;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>What stands in tables, read without the pipeline: every value as its text or the bytes of that, every row a line, in order.</summary>
internal static class TableBytes
{
    /// <summary>A table of MySQL: its definition, then its rows.</summary>
    public static async Task<List<string>> OfMySqlAsync(TestMySql database, string table)
    {
        await using var connection = await MySqlConnections.OpenAsync(database.Owner, "pipeline tests", TestContext.Current.CancellationToken);
        var name = SqlName.MySql(table);
        var definition = await ReadAsync(connection, $"show create table {name}", row => row.GetString(1));
        var columns = await ReadAsync(
            connection, $"select column_name from information_schema.columns where table_schema = database() and table_name = '{table.Replace("'", "''", StringComparison.Ordinal)}' order by ordinal_position", row => row.GetString(0));
        var values = string.Join(", ", columns.Select(column => $"coalesce(hex(cast({SqlName.MySql(column)} as binary)), 'NULL')"));
        var rows = await ReadAsync(connection, $"select concat_ws(' ', {values}) from {name}", row => row.GetString(0));
        rows.Sort(StringComparer.Ordinal);
        return [.. definition, .. rows];
    }

    /// <summary>Columns of a table of PostgreSQL.</summary>
    public static async Task<List<string>> OfPostgresAsync(TestPostgres database, string table, params string[] columns)
    {
        await using var connection = await PostgresConnections.OpenAsync(database.Superuser, "pipeline tests", TestContext.Current.CancellationToken);
        var values = string.Join(", ", columns.Select(column => $"quote_nullable({column}::text)"));
        var rows = await ReadAsync(connection, $"select concat_ws(' ', {values}) from {table}", row => row.GetString(0));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    /// <summary>Tables of the database that replication and analytics have made.</summary>
    public static async Task<List<string>> MadeAsync(TestMySql database)
    {
        await using var connection = await MySqlConnections.OpenAsync(database.Owner, "pipeline tests", TestContext.Current.CancellationToken);
        return await ReadAsync(
            connection,
            "select table_name from information_schema.tables where table_schema = database() and table_name not like 'pipeline\\_run%' order by table_name",
            row => row.GetString(0));
    }

    private static async Task<List<string>> ReadAsync(DbConnection connection, string sql, Func<DbDataReader, string> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> all = [];
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            all.Add(read(rows));
        return all;
    }
}
