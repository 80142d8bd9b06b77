using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>Passes the bytes of connections on to a port of this machine, until it is told to cut them; new ones are welcome at once.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, TcpClient> _pairs = [];
    private readonly int _target;
    private readonly Task _accepting;
    private int _accepted;

    public CuttingProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were made so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Resets every open connection, as a network does that breaks. Returns how many there were.</summary>
    public int Cut()
    {
        var cut = 0;
        foreach (var (caller, server) in _pairs)
        {
            if (!_pairs.TryRemove(caller, out _))
                continue;
            foreach (var end in (TcpClient[])[caller, server])
                end.Client.Close(timeout: 0);
            cut++;
        }
        return cut;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptTcpClientAsync();
                var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, _target);
                _pairs[caller] = server;
                Interlocked.Increment(ref _accepted);
                _ = PassAsync(caller, server);
                _ = PassAsync(server, caller);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The listener was stopped: the test is over.
        }
    }

    private static async Task PassAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, here or by one of the two.
        }
    }
}
