using System.Net;
using System.Net.Sockets;

namespace Pipeline.Common.Tests.Lineage;

/// <summary>A service that takes events on a free port of this machine and keeps what was posted.</summary>
internal sealed class LineageService : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpStatusCode _answer;
    private readonly Task _serving;

    public LineageService(HttpStatusCode answer)
    {
        _answer = answer;
        Url = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    /// <summary>Path, authorization, type and body of each.</summary>
    public List<string> Posts { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                Posts.Add($"{context.Request.RawUrl} {context.Request.Headers["Authorization"]} {context.Request.ContentType?.Split(';')[0]} {await reader.ReadToEndAsync()}");
                context.Response.StatusCode = (int)_answer;
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
