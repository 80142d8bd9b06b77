namespace Pipeline.Common;

/// <summary>
/// How a DataFrame reader or writer reaches a database. The password goes by option, never into the URL: readers hide an option named
/// password, and a URL ends up in logs and pages.
/// </summary>
public static class JdbcOptions
{
    // A TIMESTAMP is stored, and read, in the zone of the session, which is otherwise the server's.
    private const string MySqlInUtc = "connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true";

    /// <summary>For reading from and writing to PostgreSQL; strings may become any type on the way in.</summary>
    public static Dictionary<string, string> Postgres(DatabaseUrl url) => new(StringComparer.Ordinal)
    {
        ["url"] = $"jdbc:postgresql://{url.Server}/{Uri.EscapeDataString(url.Database)}?reWriteBatchedInserts=true&stringtype=unspecified&tcpKeepAlive=true{PostgresTls(url.Tls)}",
        ["driver"] = "org.postgresql.Driver",
        ["user"] = url.User,
        ["password"] = url.Password,
    };

    /// <summary>For the MySQL family, each server by its own driver: Connector/J silently loses microseconds on MariaDB.</summary>
    public static Dictionary<string, string> MySql(DatabaseUrl url, MySqlServer server) => new(StringComparer.Ordinal)
    {
        ["url"] = server.IsMariaDb
            ? $"jdbc:mysql://{url.Server}/{AsMariaDbTakesIt(url.Database)}?permitMysqlScheme&useBulkStmts=true&{MySqlInUtc}{MySqlTls(url.Tls, server)}"
            : $"jdbc:mysql://{url.Server}/{Uri.EscapeDataString(url.Database)}?rewriteBatchedStatements=true&useServerPrepStmts=false&{MySqlInUtc}{MySqlTls(url.Tls, server)}",
        ["driver"] = server.IsMariaDb ? "org.mariadb.jdbc.Driver" : "com.mysql.cj.jdbc.Driver",
        ["user"] = url.User,
        ["password"] = url.Password,
    };

    // MariaDB's driver takes a name as it stands, up to the first question mark; the embedded engine decodes it. What both cannot read alike
    // is encoded: that driver then finds no such database, where it would have opened another one.
    private static string AsMariaDbTakesIt(string database) =>
        database.Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal);

    // Without a file, whom the JVM trusts; that driver would look for a file of its own.
    private static string PostgresTls(TlsSettings tls) => (tls.ModeText, tls.IsVerified, tls.RootCertificate) switch
    {
        (null, _, _) => "",
        (var mode, _, { } certificate) => $"&sslmode={mode}&sslrootcert={Uri.EscapeDataString(certificate)}",
        (var mode, true, null) => $"&sslmode={mode}&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory",
        (var mode, false, null) => $"&sslmode={mode}",
    };

    // MySQL's driver takes the certificate from the JVM's own store, and passes over serverSslCert, which the embedded engine reads.
    private static string MySqlTls(TlsSettings tls, MySqlServer server)
    {
        var mode = tls.Mode switch
        {
            TlsMode.Disable => server.IsMariaDb ? "disable" : "DISABLED",
            TlsMode.Require => server.IsMariaDb ? "trust" : "REQUIRED",
            TlsMode.VerifyCa => server.IsMariaDb ? "verify-ca" : "VERIFY_CA",
            TlsMode.VerifyFull => server.IsMariaDb ? "verify-full" : "VERIFY_IDENTITY",
            _ => null,
        };
        if (mode is null)
            return "";
        return tls.RootCertificate is { } certificate ? $"&sslMode={mode}&serverSslCert={Uri.EscapeDataString(certificate)}" : $"&sslMode={mode}";
    }
}
