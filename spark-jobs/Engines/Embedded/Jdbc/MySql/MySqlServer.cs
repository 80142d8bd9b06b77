using System.Data.Common;
using MySqlConnector;
using Pipeline.Spark.Sql.Internal;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.MySql;

/// <summary>A MySQL or MariaDB database.</summary>
internal sealed class MySqlServer : DatabaseServer
{
    private readonly MySqlConnectionStringBuilder _settings;

    public MySqlServer(JdbcOptions options, string applicationName)
    {
        _settings = new MySqlConnectionStringBuilder
        {
            Server = options.Url.Host,
            Port = (uint)(options.Url.Port ?? 3306),
            Database = options.Url.Database,
            ApplicationName = applicationName,
            CharacterSet = "utf8mb4",
            GuidFormat = MySqlGuidFormat.None,
            AllowLoadLocalInfile = true,
            AllowPublicKeyRetrieval = true,
            AllowUserVariables = true,
            IgnoreCommandTransaction = true,
            Pooling = false,
            ConnectionTimeout = 10,
            DefaultCommandTimeout = 0,
        };
        MySqlParameters.Known.Apply(_settings, options.DriverParameters);
    }

    public override string Address => $"{_settings.Server}:{_settings.Port}/{_settings.Database}";

    public override DatabaseSession Open(string? initStatement, CancellationToken stop) =>
        MySqlSession.Open(_settings.ConnectionString, initStatement, stop);

    public override string Quote(string identifier) => QuoteName(identifier);

    public override IReadOnlyList<ScanColumn> Columns(DbDataReader described) =>
        [.. ((MySqlDataReader)described).GetColumnSchema().Select(column => MySqlColumns.Plan((MySqlDbColumn)column))];

    public override Relation Scan(JdbcScan scan, EngineSettings settings) => new JdbcRelation(this, scan);

    public override void Write(Relation rows, string table, string? initStatement, EngineSettings settings, CancellationToken stop) =>
        new MySqlWrite(this, TableName.Quote(table, '`'), initStatement).Run(rows, settings.Parallelism, stop);

    internal static string QuoteName(string identifier) => $"`{identifier.Replace("`", "``", StringComparison.Ordinal)}`";
}
