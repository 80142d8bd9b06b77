using System.Net;
using System.Text.Json;
using Pipeline.Cli.Servers.Internal;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>A chat's webhook on this machine: keeps the texts that it is sent.</summary>
internal sealed class Webhook : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public Webhook(string secret)
    {
        Address = $"http://127.0.0.1:{Loopback.FreePort()}";
        _listener.Prefixes.Add($"{Address}/{secret}/");
        _listener.Start();
        _ = TakeAsync();
    }

    public string Address { get; }

    /// <summary>The first text.</summary>
    public Task<string> First => _first.Task.WaitAsync(TimeSpan.FromMinutes(10), TestContext.Current.CancellationToken);

    /// <summary>How many came.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public void Dispose() => _listener.Close();

    private async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            var call = await _listener.GetContextAsync();
            using var body = await JsonDocument.ParseAsync(call.Request.InputStream);
            Interlocked.Increment(ref _taken);
            _first.TrySetResult(body.RootElement.GetProperty("text").GetString()!);
            call.Response.Close();
        }
    }
}
