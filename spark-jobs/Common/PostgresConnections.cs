using Npgsql;

namespace Pipeline.Common;

/// <summary>Opens connections of the driver program to PostgreSQL.</summary>
public static class PostgresConnections
{
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
