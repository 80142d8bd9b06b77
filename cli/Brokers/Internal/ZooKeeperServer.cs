using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipeline.Cli.Brokers.Internal;

/// <summary>How ZooKeeper is started, and asked whether it is well.</summary>
internal static class ZooKeeperServer
{
    /// <summary>Everything after <c>java</c>.</summary>
    public static IReadOnlyList<string> Arguments(BrokerFolder folder, string jars, string logging, int port)
    {
        File.WriteAllText(
            folder.ZooKeeperSettings,
            $"""
            dataDir={folder.ZooKeeperData}
            clientPortAddress=127.0.0.1
            clientPort={port}
            maxClientCnxns=0
            admin.enableServer=false
            4lw.commands.whitelist=ruok
            autopurge.snapRetainCount=3
            autopurge.purgeInterval=24

            """);
        return
        [
            "-Xms32m", "-Xmx128m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", $"-Dlog4j.configuration=file:{logging}", "-Dzookeeper.jmx.log4j.disable=true",
            "-cp", Path.Combine(jars, "*"), "org.apache.zookeeper.server.quorum.QuorumPeerMain", folder.ZooKeeperSettings,
        ];
    }

    /// <summary>True when it answers "are you ok" with "I am ok".</summary>
    public static async Task<bool> IsWellAsync(int port, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
            await client.GetStream().WriteAsync("ruok"u8.ToArray(), patience.Token);
            var answer = new byte[4];
            await client.GetStream().ReadExactlyAsync(answer, patience.Token);
            return string.Equals(Encoding.ASCII.GetString(answer), "imok", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
