using Pipeline.Spark.Sql.Embedded.Rows;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.Postgres;

/// <summary>The rows of PostgreSQL; as text they come straight from the server's own COPY, untouched.</summary>
internal sealed class PostgresRelation(PostgresServer server, JdbcScan scan) : JdbcRelation(server, scan)
{
    public override CopyText OpenText(int partition, CopyDialect dialect, CancellationToken stop)
    {
        var list = string.Join(", ", Columns(stop).Select(column => dialect == CopyDialect.MySql ? column.MySqlText : column.PostgresText));
        var session = (PostgresSession)Server.Open(ScanPlan.SessionInit, stop);
        try
        {
            return new PostgresCopyText(session, $"copy ({ScanPlan.Query(list, partition)}) to stdout", dialect, stop);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
