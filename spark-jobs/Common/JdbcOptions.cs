namespace Pipeline.Common;

/// <summary>
/// How a DataFrame reader or writer reaches a database. The password goes by option, never into the URL: readers hide an option named
/// password, and a URL ends up in logs and pages.
/// </summary>
public static class JdbcOptions
{
    /// <summary>For reading from and writing to PostgreSQL; strings may become any type on the way in.</summary>
    public static Dictionary<string, string> Postgres(DatabaseUrl url) => new(StringComparer.Ordinal)
    {
        ["url"] = $"jdbc:postgresql://{url.Host}:{url.Port}/{url.Database}?reWriteBatchedInserts=true&stringtype=unspecified",
        ["driver"] = "org.postgresql.Driver",
        ["user"] = url.User,
        ["password"] = url.Password,
    };

    /// <summary>For the MySQL family, each server by its own driver: Connector/J silently loses microseconds on MariaDB.</summary>
    public static Dictionary<string, string> MySql(DatabaseUrl url, MySqlServer server) => new(StringComparer.Ordinal)
    {
        ["url"] = server.IsMariaDb
            ? $"jdbc:mysql://{url.Host}:{url.Port}/{url.Database}?permitMysqlScheme&useBulkStmts=true"
            : $"jdbc:mysql://{url.Host}:{url.Port}/{url.Database}?rewriteBatchedStatements=true&useServerPrepStmts=false",
        ["driver"] = server.IsMariaDb ? "org.mariadb.jdbc.Driver" : "com.mysql.cj.jdbc.Driver",
        ["user"] = url.User,
        ["password"] = url.Password,
    };
}
