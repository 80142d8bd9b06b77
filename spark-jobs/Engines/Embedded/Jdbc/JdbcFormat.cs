using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Internal.Plan;

namespace Pipeline.Spark.Sql.Embedded.Jdbc;

/// <summary>Reads and writes tables of PostgreSQL, MySQL and MariaDB.</summary>
internal sealed class JdbcFormat : IScanFormat, IWriteFormat
{
    public string Name => "jdbc";

    public Relation Open(SourceScan scan, EngineSettings settings)
    {
        var options = JdbcOptions.From(scan.Options);
        var server = DatabaseServer.At(options, settings.ApplicationName);
        return server.Scan(new JdbcScan(options.Source(scan.Predicates is not null), scan.Predicates, options.SessionInit, scan.Selected), settings);
    }

    public void Write(Relation rows, SourceOptions options, EngineSettings settings, CancellationToken stop)
    {
        var checkedOptions = JdbcOptions.From(options);
        DatabaseServer.At(checkedOptions, settings.ApplicationName)
            .Write(rows, checkedOptions.Target, checkedOptions.SessionInit, settings, stop);
    }
}
