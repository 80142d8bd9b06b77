namespace Pipeline.Cli.Servers.Internal;

/// <summary>HTTP to servers of this machine: never by the proxy that http_proxy names, which knows nothing of them.</summary>
internal static class LocalHttp
{
    public static HttpClient Client(TimeSpan timeout) => new(new SocketsHttpHandler { UseProxy = false }) { Timeout = timeout };
}
