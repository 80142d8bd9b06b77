using System.Data.Common;
using Pipeline.Spark.Sql.Internal;

namespace Pipeline.Spark.Sql.Embedded.Jdbc;

/// <summary>One database behind a JDBC address.</summary>
internal abstract class DatabaseServer
{
    /// <summary>Host, port and database, for messages.</summary>
    public abstract string Address { get; }

    public static DatabaseServer At(JdbcOptions options, string applicationName) => options.Url.Family == "postgresql"
        ? new Postgres.PostgresServer(options, applicationName)
        : new MySql.MySqlServer(options, applicationName);

    /// <summary>Opens a session in UTC that is interrupted with the token.</summary>
    /// <param name="initStatement">What the job wants executed first; may be several statements.</param>
    /// <param name="stop">Interrupts whatever the session executes.</param>
    public abstract DatabaseSession Open(string? initStatement, CancellationToken stop);

    public abstract string Quote(string identifier);

    /// <summary>How to read each column of a query that was described.</summary>
    public abstract IReadOnlyList<ScanColumn> Columns(DbDataReader described);

    public abstract Relation Scan(JdbcScan scan, EngineSettings settings);

    /// <summary>Adds rows to a table.</summary>
    public abstract void Write(Relation rows, string table, string? initStatement, EngineSettings settings, CancellationToken stop);
}
