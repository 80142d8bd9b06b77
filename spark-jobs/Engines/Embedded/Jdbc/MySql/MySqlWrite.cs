using System.Globalization;
using MySqlConnector;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.MySql;

/// <summary>
/// Adds rows to a table, a transaction a partition. The server must store every row exactly as sent: LOAD DATA LOCAL turns
/// errors into warnings, so a partition with a single warning, or a row less than was sent, is not committed.
/// </summary>
internal sealed class MySqlWrite(MySqlServer server, string table, string? initStatement)
{
    public void Run(Relation rows, int parallelism, CancellationToken stop)
    {
        var schema = rows.Schema(stop);
        var (columns, mayLoad) = Inspect(schema, stop);
        bool[] binary = [.. schema.Fields.Select(field => field.DataType is BinaryType)];
        IMySqlLoad load = mayLoad ? new LocalInfileLoad(table, columns, binary) : new InsertLoad(table, columns, binary);
        PartitionRunner.Run(rows.Partitions, parallelism, (partition, cancelled) => WritePartition(rows, partition, load, cancelled), stop);
    }

    private (IReadOnlyList<string> Columns, bool MayLoad) Inspect(StructType schema, CancellationToken stop)
    {
        using var session = server.Open(initStatement: null, stop);
        string[] tableColumns;
        using (var describe = session.Command($"select * from {table} where 1=0"))
        using (var reader = describe.ExecuteReader())
            tableColumns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        using var local = session.Command("select @@local_infile");
        return (TargetColumns.Match(schema, tableColumns, table), Convert.ToInt32(local.ExecuteScalar(), CultureInfo.InvariantCulture) == 1);
    }

    private void WritePartition(Relation rows, int partition, IMySqlLoad load, CancellationToken stop)
    {
        using var text = rows.OpenText(partition, CopyDialect.MySql, stop);
        using var session = (MySqlSession)server.Open(initStatement, stop);
        using var transaction = session.MySql.BeginTransaction(System.Data.IsolationLevel.ReadCommitted);
        try
        {
            var stored = load.Load(session, text);
            if (stored != text.Rows)
                throw SparkEngineException.RowsLost(table, text.Rows, stored, warning: null);
        }
        catch (MySqlException error) when (MySqlDataErrors.IsData(error))
        {
            // Without the driver's own error: its text quotes values of rows.
            throw SparkEngineException.RowsLost(table, text.Rows, 0, MySqlDataErrors.WithoutValues(error.Message));
        }
        stop.ThrowIfCancellationRequested();
        transaction.Commit();
    }
}
