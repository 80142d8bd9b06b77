using System.Net;
using System.Net.Sockets;

namespace Pipeline.Cli.Brokers.Internal;

/// <summary>Ports of 127.0.0.1 for programs that ask for one by number.</summary>
internal static class Port
{
    private const int Lowest = 10_000;

    // Linux gives those above to connections, and to servers that take any: a server that starts again might find its port gone.
    private const int Highest = 32_767;

    /// <summary>So many different ones that are free, at random.</summary>
    public static int[] Free(int count)
    {
        var candidates = Enumerable.Range(Lowest, Highest - Lowest + 1).ToArray();
        Random.Shared.Shuffle(candidates);
        int[] found = [.. candidates.Where(IsFree).Take(count)];
        return found.Length == count ? found : throw new InvalidOperationException($"127.0.0.1 has {found.Length} free ports of {Lowest} to {Highest}, and {count} are needed.");
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
}
