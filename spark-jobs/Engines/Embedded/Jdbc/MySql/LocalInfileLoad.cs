using System.Runtime.ExceptionServices;
using MySqlConnector;
using Pipeline.Spark.Sql.Embedded.Rows;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.MySql;

/// <summary>LOAD DATA LOCAL, fed from memory: the fastest way in.</summary>
internal sealed class LocalInfileLoad(string table, IReadOnlyList<string> columns, IReadOnlyList<bool> binary) : IMySqlLoad
{
    public long Load(MySqlSession session, CopyText rows)
    {
        var loader = new MySqlBulkLoader(session.MySql)
        {
            TableName = table,
            CharacterSet = "utf8mb4",
            FieldTerminator = "\t",
            LineTerminator = "\n",
            EscapeCharacter = '\\',
            Local = true,
            SourceStream = rows,
            Timeout = 0,
        };
        for (var index = 0; index < columns.Count; index++)
        {
            var column = MySqlServer.QuoteName(columns[index]);
            loader.Columns.Add(binary[index] ? $"@bytes{index}" : column);
            if (binary[index])
                loader.Expressions.Add($"{column} = unhex(@bytes{index})");
        }

        long stored;
        try
        {
            stored = loader.Load();
        }
        catch (MySqlException error) when (error.InnerException is { } reading and not MySqlException && rows is { CanRead: true } && IsFromSource(error))
        {
            // The rows could not be read: that is the error to report, not that the load ended early.
            ExceptionDispatchInfo.Throw(reading);
            throw;
        }
        MySqlWarnings.RefuseAny(session, table, rows.Rows, stored);
        return stored;
    }

    private static bool IsFromSource(MySqlException error) =>
        error.Message.StartsWith("Error during LOAD DATA", StringComparison.Ordinal);
}
