namespace Pipeline.Common;

/// <summary>Where a database is and who connects: <c>scheme://user:password@host:port/database</c>, as the environment gives it; how it is encrypted may follow.</summary>
public sealed record DatabaseUrl
{
    private DatabaseUrl(string setting, string scheme, string host, int port, string user, string password, string database, TlsSettings tls)
    {
        Setting = setting;
        Scheme = scheme;
        Host = host;
        Port = port;
        User = user;
        Password = password;
        Database = database;
        Tls = tls;
    }

    /// <summary>The environment variable this came from, for messages.</summary>
    public string Setting { get; }

    /// <summary>As written: postgres, postgresql, mysql or mariadb.</summary>
    public string Scheme { get; }

    public string Host { get; }

    public int Port { get; }

    public string User { get; }

    /// <summary>In clear: goes to the driver only, never into a message, an argument or a log.</summary>
    public string Password { get; }

    public string Database { get; }

    public TlsSettings Tls { get; }

    /// <summary>True for PostgreSQL, false for the MySQL family.</summary>
    public bool IsPostgres => Scheme.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the server listens: <c>host:port</c>, an IPv6 host in brackets.</summary>
    public string Server => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>The address without the password: <c>host:port/database</c>.</summary>
    public string Address => $"{Server}/{Database}";

    /// <summary>The PostgreSQL source named by <c>POSTGRES_URL</c>.</summary>
    /// <exception cref="PipelineException">The variable is missing or malformed (exit 2).</exception>
    public static DatabaseUrl Postgres(IReadOnlyDictionary<string, string>? environment = null) =>
        FromEnvironment("POSTGRES_URL", environment, 5432, "postgres", "postgresql");

    /// <summary>The MySQL or MariaDB target named by <c>MYSQL_URL</c>.</summary>
    /// <exception cref="PipelineException">The variable is missing or malformed (exit 2).</exception>
    public static DatabaseUrl MySql(IReadOnlyDictionary<string, string>? environment = null) =>
        FromEnvironment("MYSQL_URL", environment, 3306, "mysql", "mariadb");

    /// <summary>Reads one URL; user name and password may be percent-encoded.</summary>
    /// <exception cref="PipelineException">The text is no such URL (exit 2). The text is not repeated: it may hold a password.</exception>
    public static DatabaseUrl Parse(string setting, string text, int defaultPort, params ReadOnlySpan<string> schemes)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || !schemes.Contains(uri.Scheme))
            throw Malformed(setting, schemes);

        var credentials = uri.UserInfo.Split(':', 2);
        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (uri.Host.Length == 0 || credentials[0].Length == 0 || database.Length == 0 || uri.Fragment.Length > 0)
            throw Malformed(setting, schemes);

        var password = credentials.Length == 2 ? Uri.UnescapeDataString(credentials[1]) : "";
        var port = uri.Port > 0 ? uri.Port : defaultPort;
        return new(setting, uri.Scheme, uri.IdnHost, port, Uri.UnescapeDataString(credentials[0]), password, database, TlsSettings.Parse(setting, uri.Query));
    }

    /// <summary>Who and where, without the password.</summary>
    public override string ToString() => $"{Scheme}://{User}@{Address}";

    private static DatabaseUrl FromEnvironment(
        string setting, IReadOnlyDictionary<string, string>? environment, int defaultPort, params ReadOnlySpan<string> schemes)
    {
        var text = environment is null ? Environment.GetEnvironmentVariable(setting) : environment.GetValueOrDefault(setting);
        return string.IsNullOrWhiteSpace(text)
            ? throw new PipelineException(
                ExitCode.Usage,
                $"{setting} is not set.",
                $"Set it to {schemes[0]}://user:password@host:{defaultPort}/database, or let `./pipeline demo` start private servers.")
            : Parse(setting, text, defaultPort, schemes);
    }

    private static PipelineException Malformed(string setting, ReadOnlySpan<string> schemes) => new(
        ExitCode.Usage,
        $"{setting} is not of the form {schemes[0]}://user:password@host:port/database.",
        "Correct it; characters such as @ : / # in a user name or password are written percent-encoded (%40 %3A %2F %23).");
}
