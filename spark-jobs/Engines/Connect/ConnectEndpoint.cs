namespace Pipeline.Spark.Sql.Connect;

/// <summary>Where a Spark Connect server listens, and who calls.</summary>
/// <param name="Address">Its address as gRPC takes it: http or https, host, port.</param>
/// <param name="Token">What the server asks of callers, or null. Never part of a message.</param>
/// <param name="User">Whose session it is.</param>
internal sealed record ConnectEndpoint(Uri Address, string? Token, string User)
{
    /// <summary>The variable that names a standing server.</summary>
    public const string Setting = "SPARK_REMOTE";

    private const int DefaultPort = 15002;
    private const string Form = "Write it as sc://host:port, with ;token=… or ;use_ssl=true behind a slash where the server asks for them.";

    /// <summary>Host and port, for messages.</summary>
    public string Name => $"{Address.Host}:{Address.Port}";

    /// <summary>A server on this machine that this program has just started.</summary>
    public static ConnectEndpoint Local(int port, string token) => new(new Uri($"http://127.0.0.1:{port}"), token, Environment.UserName);

    /// <summary>Reads <c>sc://host:port/;token=…;user_id=…;use_ssl=true</c>.</summary>
    /// <exception cref="SparkEngineException">The text is no such address; it is not repeated, for it may hold a token.</exception>
    public static ConnectEndpoint Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != "sc" || uri.Host.Length == 0)
            throw SparkEngineException.BadOption(Setting, "is not of the form sc://host:port", Form);

        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in uri.AbsolutePath.TrimStart('/').Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            parameters[pair[0]] = pair.Length == 2
                ? Uri.UnescapeDataString(pair[1])
                : throw SparkEngineException.BadOption(Setting, $"holds the parameter {pair[0]} without a value", Form);
        }

        var token = parameters.GetValueOrDefault("token");
        var secure = parameters.TryGetValue("use_ssl", out var ssl) && ssl.Equals("true", StringComparison.OrdinalIgnoreCase);
        return new(
            new Uri($"{(secure ? "https" : "http")}://{uri.Host}:{(uri.Port > 0 ? uri.Port : DefaultPort)}"),
            token,
            parameters.GetValueOrDefault("user_id", Environment.UserName));
    }

    /// <summary>The address without the token.</summary>
    public override string ToString() => $"sc://{Name}";
}
