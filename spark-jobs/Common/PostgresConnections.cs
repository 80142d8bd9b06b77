using Npgsql;

namespace Pipeline.Common;

/// <summary>Opens connections of the driver program to PostgreSQL.</summary>
public static class PostgresConnections
{
    private const int KeepAliveSeconds = 60;

    /// <summary>
    /// So that a server soon ends the session of a machine that has gone, and with it what the session locked; its own default is two hours. It counts for
    /// nothing where the connection is no TCP.
    /// </summary>
    private const string Session = "set tcp_keepalives_idle = 60; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 6";

    /// <summary>The driver settings for an address: UTC, no pool (a closed connection must end its transaction and its locks at once).</summary>
    public static string ConnectionString(DatabaseUrl url, string applicationName)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port,
            Username = url.User,
            Password = url.Password,
            Database = url.Database,
            ApplicationName = applicationName,
            Timezone = "UTC",
            Pooling = false,
            Timeout = 10,
            CommandTimeout = 0,
            IncludeErrorDetail = false,
            // A lock or a snapshot is held in silence for as long as the rows move; what balances or filters connections forgets a silent one within minutes.
            TcpKeepAlive = true,
            TcpKeepAliveTime = KeepAliveSeconds,
            TcpKeepAliveInterval = 10,
        };
        if (url.Tls.Mode is { } mode)
            settings.SslMode = Mode(mode);
        if (url.Tls.RootCertificate is { } certificate)
            settings.RootCertificate = certificate;
        return settings.ConnectionString;
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="PipelineException">It cannot be reached or does not let us in (exit 3).</exception>
    public static async Task<NpgsqlConnection> OpenAsync(DatabaseUrl url, string applicationName, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(ConnectionString(url, applicationName));
        try
        {
            await connection.OpenAsync(cancellation);
            await connection.ExecuteAsync(Session, cancellation);
            return connection;
        }
        catch (NpgsqlException error)
        {
            await connection.DisposeAsync();
            throw ConnectionFailed.To("PostgreSQL", url, error);
        }
    }

    private static SslMode Mode(TlsMode mode) => mode switch
    {
        TlsMode.Disable => SslMode.Disable,
        TlsMode.Allow => SslMode.Allow,
        TlsMode.Prefer => SslMode.Prefer,
        TlsMode.Require => SslMode.Require,
        TlsMode.VerifyCa => SslMode.VerifyCA,
        _ => SslMode.VerifyFull,
    };
}
