using System.Text.RegularExpressions;

namespace Pipeline.Spark.Sql.Connect;

/// <summary>Where a Spark Connect server listens, and who calls.</summary>
/// <param name="Address">Its address as gRPC takes it: http or https, host, port.</param>
/// <param name="Token">What the server asks of callers, or null. Never part of a message.</param>
/// <param name="User">Whose session it is.</param>
internal sealed partial record ConnectEndpoint(Uri Address, string? Token, string User)
{
    /// <summary>The variable that names a standing server.</summary>
    public const string Setting = "SPARK_REMOTE";

    private const int DefaultPort = 15002;
    private const string Form = "Write it as sc://host:port, with ;token=… or ;use_ssl=true behind a slash where the server asks for them.";

    private static readonly string[] Known = ["token", "use_ssl", "user_id"];

    /// <summary>What every call carries beside the token.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Host and port, for messages.</summary>
    public string Name => $"{Address.Host}:{Address.Port}";

    /// <summary>A server on this machine that this program has just started.</summary>
    public static ConnectEndpoint Local(int port, string token) => new(new Uri($"http://127.0.0.1:{port}"), token, Environment.UserName);

    /// <summary>
    /// Reads <c>sc://host:port/;token=…;user_id=…;use_ssl=true;x-header=…</c>. As with Spark's own clients, a token travels encrypted,
    /// except on this machine.
    /// </summary>
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

        if (parameters.Keys.FirstOrDefault(name => !Known.Contains(name, StringComparer.OrdinalIgnoreCase) && !Header().IsMatch(name)) is { } unknown)
            throw SparkEngineException.BadOption(Setting, $"holds the parameter {unknown}, which is none of {string.Join(", ", Known)} and no header x-…", Form);

        var token = parameters.GetValueOrDefault("token");
        var address = $"{uri.Host}:{(uri.Port > 0 ? uri.Port : DefaultPort)}";
        var plain = new Uri($"http://{address}");
        var secure = parameters.TryGetValue("use_ssl", out var ssl) ? IsTrue(ssl) : token is not null && !plain.IsLoopback;
        return new(secure ? new Uri($"https://{address}") : plain, token, parameters.GetValueOrDefault("user_id", Environment.UserName))
        {
            Headers = [.. parameters.Where(parameter => Header().IsMatch(parameter.Key))],
        };
    }

    /// <summary>The address without the token.</summary>
    public override string ToString() => $"sc://{Name}";

    private static bool IsTrue(string text) => bool.TryParse(text, out var value)
        ? value
        : throw SparkEngineException.BadOption(Setting, "holds a use_ssl that is neither true nor false", Form);

    [GeneratedRegex("^x-[a-z0-9._-]*(?<!-bin)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Header();
}
