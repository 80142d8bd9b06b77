using System.Data.Common;
using Npgsql;
using Pipeline.Spark.Sql.Internal;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.Postgres;

/// <summary>A PostgreSQL database.</summary>
internal sealed class PostgresServer : DatabaseServer
{
    private readonly NpgsqlConnectionStringBuilder _settings;

    public PostgresServer(JdbcOptions options, string applicationName)
    {
        _settings = new NpgsqlConnectionStringBuilder
        {
            Host = options.Url.Host,
            Port = options.Url.Port ?? 5432,
            Database = options.Url.Database,
            ApplicationName = applicationName,
            Timezone = "UTC",
            Pooling = false,
            Timeout = 10,
            CommandTimeout = 0,
        };
        PostgresParameters.Known.Apply(_settings, options.DriverParameters);
    }

    public override string Address => $"{_settings.Host}:{_settings.Port}/{_settings.Database}";

    public override DatabaseSession Open(string? initStatement, CancellationToken stop) =>
        PostgresSession.Open(_settings.ConnectionString, initStatement, stop);

    public override string Quote(string identifier) => QuoteName(identifier);

    public override IReadOnlyList<ScanColumn> Columns(DbDataReader described) =>
        [.. Enumerable.Range(0, described.FieldCount).Select(index => PostgresColumns.Plan(described.GetName(index), described.GetDataTypeName(index)))];

    public override Relation Scan(JdbcScan scan, EngineSettings settings) => new PostgresRelation(this, scan);

    public override void Write(Relation rows, string table, string? initStatement, EngineSettings settings, CancellationToken stop) =>
        new PostgresWrite(this, TableName.Quote(table, '"'), initStatement).Run(rows, settings.Parallelism, stop);

    internal static string QuoteName(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
