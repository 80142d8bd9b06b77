using Npgsql;
using Pipeline.Spark.Sql.Embedded.Rows;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.Postgres;

/// <summary>Adds rows to a table by COPY, which takes a partition whole or not at all. The server turns text into the types of the table.</summary>
internal sealed class PostgresWrite(PostgresServer server, string table, string? initStatement)
{
    private const int ChunkSize = 256 * 1024;

    public void Run(Relation rows, int parallelism, CancellationToken stop)
    {
        var columns = TargetColumns.Match(rows.Schema(stop), TableColumns(stop), table);
        var copy = $"copy {table} ({string.Join(", ", columns.Select(PostgresServer.QuoteName))}) from stdin";
        PartitionRunner.Run(rows.Partitions, parallelism, (partition, cancelled) => Copy(rows, partition, copy, cancelled), stop);
    }

    private string[] TableColumns(CancellationToken stop)
    {
        using var session = server.Open(initStatement: null, stop);
        using var command = session.Command($"select * from {table} where false");
        using var reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private void Copy(Relation rows, int partition, string copy, CancellationToken stop)
    {
        using var text = rows.OpenText(partition, CopyDialect.Postgres, stop);
        using var session = (PostgresSession)server.Open(initStatement, stop);
        var import = session.Npgsql.BeginTextImport(copy);
        try
        {
            var target = import.BaseStream;
            var chunk = new byte[ChunkSize];
            while (text.Read(chunk) is var size and > 0)
                target.Write(chunk.AsSpan(0, size));
            stop.ThrowIfCancellationRequested();
        }
        catch
        {
            Abandon(import);
            throw;
        }
        import.Dispose();
    }

    private static void Abandon(NpgsqlCopyTextWriter import)
    {
        try
        {
            import.Cancel();
        }
        catch (Exception error) when (error is NpgsqlException or ObjectDisposedException or InvalidOperationException)
        {
            // The copy is broken already; closing the connection ends it on the server.
        }
    }
}
