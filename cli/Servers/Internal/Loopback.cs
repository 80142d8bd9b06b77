using System.Net;
using System.Net.Sockets;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>Ports of 127.0.0.1.</summary>
internal static class Loopback
{
    /// <summary>The wished port when it is free, else any free one.</summary>
    public static int FreePort(int? wished = null) =>
        wished is { } port && TryListen(port) is { } same ? same
        : TryListen(0) ?? throw new InvalidOperationException("127.0.0.1 has no free port.");

    /// <summary>True when somebody listens there.</summary>
    public static async Task<bool> AnswersAsync(int port, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int? TryListen(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
