using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Pipeline.Cli.Drill.Network;

/// <summary>A stretch of network on 127.0.0.1 between a job and a server, which can be slow, and can break at a moment that it sees in the bytes.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private const int ChunkBytes = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly int _target;
    private readonly Func<IWire> _newWire;
    private readonly Task _accepting;

    private TcpProxy(int target, Func<IWire> newWire)
    {
        (_target, _newWire) = (target, newWire);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Starts one before a port of this machine.</summary>
    public static TcpProxy Start(int target, Func<IWire> newWire) => new(target, newWire);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy ends.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using var near = client;
        using var far = new TcpClient();
        try
        {
            near.NoDelay = far.NoDelay = true;
            await far.ConnectAsync(IPAddress.Loopback, _target, cut.Token);
            var wire = _newWire();
            await Task.WhenAll(
                PumpAsync(near.GetStream(), far.GetStream(), toServer: true, wire, cut),
                PumpAsync(far.GetStream(), near.GetStream(), toServer: false, wire, cut));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException)
        {
            // One side ended, or the connection was cut: the other side's stream ends with this method.
        }
    }

    /// <summary>Carries one direction until either side ends or the wire cuts it; then the other direction ends too.</summary>
    private static async Task PumpAsync(NetworkStream from, NetworkStream to, bool toServer, IWire wire, CancellationTokenSource cut)
    {
        try
        {
            var buffer = new byte[ChunkBytes];
            int read;
            while ((read = await from.ReadAsync(buffer, cut.Token)) > 0)
            {
                var bytes = buffer.AsMemory(0, read);
                var fate = toServer ? await wire.ToServerAsync(bytes, cut.Token) : await wire.ToClientAsync(bytes, cut.Token);
                if (toServer || fate == Fate.GoesOn)
                    await to.WriteAsync(bytes, cut.Token);
                if (fate == Fate.Cut)
                    return;
            }
        }
        finally
        {
            await cut.CancelAsync();
        }
    }
}
