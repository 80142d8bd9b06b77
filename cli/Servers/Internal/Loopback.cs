using System.Net;
using System.Net.Sockets;
using Pipeline.Common;

namespace Pipeline.Cli.Servers.Internal;

/// <summary>Ports of 127.0.0.1, for servers that are told theirs by number.</summary>
internal static class Loopback
{
    private const int Lowest = 10_000;

    // Linux gives those above to connections, and to servers that take any: a server that starts again might find its port gone.
    private const int Highest = 32_767;

    /// <summary>The wished port when it is free, else any free one.</summary>
    public static int FreePort(int? wished = null) => wished is { } port && IsFree(port) ? port : FreePorts(1)[0];

    /// <summary>So many different free ones, at random.</summary>
    /// <exception cref="PipelineException">There are not so many (exit 3).</exception>
    public static int[] FreePorts(int count)
    {
        var candidates = Enumerable.Range(Lowest, Highest - Lowest + 1).ToArray();
        Random.Shared.Shuffle(candidates);
        int[] found = [.. candidates.Where(IsFree).Take(count)];
        return found.Length == count
            ? found
            : throw new PipelineException(
                ExitCode.CannotConnect,
                $"Of the ports {Lowest} to {Highest} of 127.0.0.1, {found.Length} are free, and {count} are needed.",
                "See who listens with `ss -ltnp`, and stop what is not needed.");
    }

    /// <summary>True when nobody listens there.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

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
