using System.Net;
using System.Net.Sockets;

namespace Pipeline.Cli.Tests.Drill;

/// <summary>A server of one connection that keeps what it gets, and answers each packet with one byte when told to.</summary>
internal sealed class FakeServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly MemoryStream _got = new();

    public FakeServer(bool answers)
    {
        _listener.Start();
        Ended = ServeAsync(answers);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>All it got, once its connection has ended.</summary>
    public Task<byte[]> Ended { get; }

    public void Dispose()
    {
        _listener.Stop();
        _got.Dispose();
    }

    private async Task<byte[]> ServeAsync(bool answers)
    {
        using var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
            {
                _got.Write(buffer, 0, read);
                if (answers)
                    await stream.WriteAsync(new byte[] { 1 }, TestContext.Current.CancellationToken);
            }
        }
        catch (IOException)
        {
            // The connection was cut.
        }

        return _got.ToArray();
    }
}
