using System.Globalization;
using MySqlConnector;

namespace Pipeline.Spark.Sql.Embedded.Jdbc.MySql;

/// <summary>The parameters of MySQL's and MariaDB's JDBC drivers.</summary>
internal static class MySqlParameters
{
    private static readonly string[] Utc = ["UTC", "+00:00", "Etc/UTC", "Z", "GMT"];

    public static DriverParameters<MySqlConnectionStringBuilder> Known { get; } = new DriverParameters<MySqlConnectionStringBuilder>("MySQL")
        .Translate("user", (settings, value) => settings.UserID = value)
        .Translate("password", (settings, value) => settings.Password = value)
        .Translate("connectTimeout", (settings, value) => settings.ConnectionTimeout = Seconds(value))
        .Translate("allowPublicKeyRetrieval", (settings, value) => settings.AllowPublicKeyRetrieval = bool.Parse(value))
        .Translate("useCompression", (settings, value) => settings.UseCompression = bool.Parse(value))
        .Translate("useSSL", (settings, value) => settings.SslMode = bool.Parse(value) ? MySqlSslMode.Required : MySqlSslMode.None)
        .Translate("sslMode", (settings, value) => settings.SslMode = Mode(value))
        .Translate("serverSslCert", (settings, value) => settings.SslCa = value)
        .Translate("tinyInt1isBit", (settings, value) => settings.TreatTinyAsBoolean = bool.Parse(value))
        .HarmlessAt("connectionTimeZone", Utc)
        .HarmlessAt("serverTimezone", Utc)
        .HarmlessAt("timezone", Utc)
        .HarmlessAt("characterEncoding", "UTF-8", "utf8", "utf8mb4")
        .HarmlessAt("connectionCollation", "utf8mb4_bin", "utf8mb4_general_ci", "utf8mb4_unicode_ci", "utf8mb4_0900_ai_ci", "utf8mb4_0900_bin")
        .HarmlessAt("socketTimeout", "0")
        .HarmlessAt("allowMultiQueries", "false")
        .HarmlessAt("jdbcCompliantTruncation", "true")
        .Harmless(
            "permitMysqlScheme", "useBulkStmts", "useBulkStmtsForInserts", "rewriteBatchedStatements", "useServerPrepStmts", "cachePrepStmts",
            "prepStmtCacheSize", "prepStmtCacheSqlLimit", "useCursorFetch", "defaultFetchSize", "useReadAheadInput", "maxAllowedPacket",
            "allowLocalInfile", "allowLoadLocalInfile", "tcpKeepAlive", "tcpNoDelay", "useUnicode", "useLocalSessionState", "maintainTimeStats",
            "elideSetAutoCommits", "cacheServerConfiguration", "cacheResultSetMetadata", "preserveInstants", "cacheCallableStmts",
            "forceConnectionTimeZoneToSession", "useBatchMultiSend", "useInformationSchema", "dumpQueriesOnException", "autoReconnect");

    // JDBC counts in milliseconds; half a second is not rounded down to "for ever".
    private static uint Seconds(string value) => (uint.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) + 999) / 1000;

    private static MySqlSslMode Mode(string value) => value.ToUpperInvariant() switch
    {
        "DISABLE" or "DISABLED" => MySqlSslMode.None,
        "PREFERRED" => MySqlSslMode.Preferred,
        "TRUST" or "REQUIRED" => MySqlSslMode.Required,
        "VERIFY-CA" or "VERIFY_CA" => MySqlSslMode.VerifyCA,
        "VERIFY-FULL" or "VERIFY_IDENTITY" => MySqlSslMode.VerifyFull,
        _ => throw new FormatException(),
    };
}
