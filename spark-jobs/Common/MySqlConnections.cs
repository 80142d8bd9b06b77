using MySqlConnector;

namespace Pipeline.Common;

/// <summary>Opens connections of the driver program to MySQL or MariaDB.</summary>
public static class MySqlConnections
{
    /// <summary>
    /// What a session needs, whatever the server's defaults: what it writes stays written, and a statement may change all rows of a table. A key that MySQL
    /// adds to tables without one, which MariaDB does not know, is no part of a table's shape.
    /// </summary>
    private const string Session =
        "set time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO', autocommit = 1, sql_safe_updates = 0 "
        + "/*!80030 , show_gipk_in_create_table_and_information_schema = off */";

    /// <summary>The driver settings for an address: no pool (a closed connection must give up its lock at once).</summary>
    public static string ConnectionString(DatabaseUrl url, string applicationName)
    {
        var settings = new MySqlConnectionStringBuilder
        {
            Server = url.Host,
            Port = (uint)url.Port,
            UserID = url.User,
            Password = url.Password,
            Database = url.Database,
            ApplicationName = applicationName,
            Pooling = false,
            ConnectionTimeout = 10,
            DefaultCommandTimeout = 0,
            AllowUserVariables = true,
            AllowPublicKeyRetrieval = true,
            CharacterSet = "utf8mb4",
            UseAffectedRows = false,
            IgnoreCommandTransaction = true,
            // Seconds: a connection that only holds a lock is silent, and a silent one is soon forgotten by what stands between.
            Keepalive = 60,
        };
        if (url.Tls.Mode is { } mode)
            settings.SslMode = Mode(mode);
        if (url.Tls.RootCertificate is { } certificate)
            settings.SslCa = certificate;
        return settings.ConnectionString;
    }

    /// <summary>Opens a connection whose session works in UTC, in strict mode, and commits each statement.</summary>
    /// <exception cref="PipelineException">It cannot be reached or does not let us in (exit 3).</exception>
    public static async Task<MySqlConnection> OpenAsync(DatabaseUrl url, string applicationName, CancellationToken cancellation)
    {
        var connection = new MySqlConnection(ConnectionString(url, applicationName));
        try
        {
            await connection.OpenAsync(cancellation);
            await using var session = new MySqlCommand(Session, connection);
            await session.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch (MySqlException error)
        {
            await connection.DisposeAsync();
            throw ConnectionFailed.To("MySQL", url, error);
        }
    }

    private static MySqlSslMode Mode(TlsMode mode) => mode switch
    {
        TlsMode.Disable => MySqlSslMode.Disabled,
        TlsMode.Allow or TlsMode.Prefer => MySqlSslMode.Preferred,
        TlsMode.Require => MySqlSslMode.Required,
        TlsMode.VerifyCa => MySqlSslMode.VerifyCA,
        _ => MySqlSslMode.VerifyFull,
    };
}
