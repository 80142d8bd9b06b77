using System.Globalization;
using Npgsql;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.Postgres;

/// <summary>The parameters of pgjdbc.</summary>
internal static class PostgresParameters
{
    public static DriverParameters<NpgsqlConnectionStringBuilder> Known { get; } = new DriverParameters<NpgsqlConnectionStringBuilder>("PostgreSQL")
        .Translate("user", (settings, value) => settings.Username = value)
        .Translate("password", (settings, value) => settings.Password = value)
        .Translate("ApplicationName", (settings, value) => settings.ApplicationName = value)
        .Translate("connectTimeout", (settings, value) => settings.Timeout = Seconds(value))
        .Translate("loginTimeout", (settings, value) => settings.Timeout = Seconds(value))
        .Translate("tcpKeepAlive", (settings, value) => settings.TcpKeepAlive = bool.Parse(value))
        .Translate("currentSchema", (settings, value) => settings.SearchPath = value)
        .Translate("options", (settings, value) => settings.Options = value)
        .Translate("ssl", (settings, value) => settings.SslMode = bool.Parse(value) ? SslMode.Require : settings.SslMode)
        .Translate("sslmode", (settings, value) => settings.SslMode = Mode(value))
        .Translate("sslrootcert", (settings, value) => settings.RootCertificate = value)
        .Translate("sslcert", (settings, value) => settings.SslCertificate = value)
        .Translate("sslkey", (settings, value) => settings.SslKey = value)
        .HarmlessAt("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory")
        .HarmlessAt("stringtype", "unspecified")
        .HarmlessAt("targetServerType", "any")
        .HarmlessAt("socketTimeout", "0")
        .Harmless(
            "reWriteBatchedInserts", "prepareThreshold", "preparedStatementCacheQueries", "preparedStatementCacheSizeMiB",
            "databaseMetadataCacheFields", "databaseMetadataCacheFieldsMiB", "defaultRowFetchSize", "adaptiveFetch", "binaryTransfer",
            "binaryTransferEnable", "binaryTransferDisable", "logUnclosedConnections", "assumeMinServerVersion", "gssEncMode",
            "disableColumnSanitiser", "readOnlyMode", "cancelSignalTimeout", "loggerLevel", "preferQueryMode", "autosave", "receiveBufferSize", "sendBufferSize");

    private static int Seconds(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static SslMode Mode(string value) => value switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw new FormatException(),
    };
}
