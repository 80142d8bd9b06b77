using System.Net;
using System.Net.Sockets;
using Pipeline.Cli.Brokers.Internal;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>Ports of 127.0.0.1.</summary>
internal static class Loopback
{
    /// <summary>The wished port when it is free, else any free one.</summary>
    public static int FreePort(int? wished = null) => wished is { } port && Port.IsFree(port) ? port : Port.Free(1)[0];

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
}
