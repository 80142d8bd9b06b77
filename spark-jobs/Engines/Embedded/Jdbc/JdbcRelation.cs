using System.Globalization;
using Pipeline.Spark.Sql.Embedded.Rows;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Jdbc;

/// <summary>The rows of a table or query of a database.</summary>
internal class JdbcRelation(DatabaseServer server, JdbcScan scan) : Relation
{
    private readonly Lock _gate = new();
    private IReadOnlyList<ScanColumn>? _columns;

    public override int Partitions => scan.Partitions;

    protected DatabaseServer Server => server;

    protected JdbcScan ScanPlan => scan;

    public override StructType Schema(CancellationToken stop) => SchemaOf(Columns(stop));

    public override RowCursor Open(int partition, IReadOnlyList<string> columns, CancellationToken stop)
    {
        var all = Columns(stop);
        ScanColumn[] chosen = [.. columns.Select(name => all.First(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)))];
        foreach (var column in chosen)
        {
            if (column.Refusal is not null)
                throw SparkEngineException.ColumnRefused(column.Name, column.ServerType, column.Refusal);
        }
        return Open(partition, chosen, stop);
    }

    public override CopyText OpenText(int partition, CopyDialect dialect, CancellationToken stop) =>
        new EncodedCopyText(Open(partition, Columns(stop), stop), dialect, stop);

    public override long Count(int partition, CancellationToken stop)
    {
        using var session = server.Open(scan.SessionInit, stop);
        using var command = session.Command(scan.Query("count(*)", partition));
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    protected IReadOnlyList<ScanColumn> Columns(CancellationToken stop)
    {
        lock (_gate)
        {
            if (_columns is not null)
                return _columns;
            using var session = server.Open(scan.SessionInit, stop);
            using var command = session.Command(scan.Description);
            using var reader = command.ExecuteReader();
            return _columns = Selected(server.Columns(reader));
        }
    }

    private IReadOnlyList<ScanColumn> Selected(IReadOnlyList<ScanColumn> all) => scan.Selected is null
        ? all
        : [.. scan.Selected.Select(name => all.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.Ordinal))
            ?? all.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw SparkEngineException.NoSuchColumn(name, all.Select(column => column.Name)))];

    private static StructType SchemaOf(IEnumerable<ScanColumn> columns) =>
        new(columns.Select(column => new StructField(column.Name, column.Type)));

    private RowCursor Open(int partition, IReadOnlyList<ScanColumn> columns, CancellationToken stop)
    {
        var list = string.Join(", ", columns.Select(column => $"{column.Value} as {server.Quote(column.Name)}"));
        var session = server.Open(scan.SessionInit, stop);
        try
        {
            using var command = session.Command(scan.Query(list, partition));
            return new RowCursor(command.ExecuteReader(), SchemaOf(columns), session.Interrupt, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
