using System.Net;
using System.Net.Sockets;
using Pipeline.Cli.Drill.Network;

namespace Pipeline.Cli.Tests.Drill;

public sealed class TcpProxyTests
{
    private static readonly byte[] Greeting = StatementStreamTests.MySqlFrame(1, [0x85, 0xa2, 0x3f, 0x01, .. new byte[60]]);
    private static readonly byte[] Select = StatementStreamTests.MySqlFrame(0, [3, .. "select 'rename table'"u8]);
    private static readonly byte[] Rename = StatementStreamTests.MySqlFrame(0, [3, .. "RENAME TABLE a to b"u8]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_awaited_statement_reaches_the_server_and_its_answer_nobody(bool awaitAnswer)
    {
        using var server = new FakeServer(answers: true);
        var watch = new CommitWatch("rename table", mySql: true, awaitAnswer);
        await using var proxy = TcpProxy.Start(server.Port, watch.NewWire);
        using var client = await ConnectAsync(proxy);

        (await AskAsync(client, Greeting)).ShouldBe(1);
        (await AskAsync(client, Select)).ShouldBe(1);
        watch.CutAt.ShouldBeNull();
        (await AskAsync(client, Rename)).ShouldBe(0, "the answer must not come back");

        (await server.Ended).ShouldBe([.. Greeting, .. Select, .. Rename]);
        watch.CutAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Only_the_first_such_statement_is_cut()
    {
        var watch = new CommitWatch("rename table", mySql: true, awaitAnswer: true);

        foreach (var expected in (int[])[0, 1])
        {
            using var server = new FakeServer(answers: true);
            await using var proxy = TcpProxy.Start(server.Port, watch.NewWire);
            using var client = await ConnectAsync(proxy);
            await AskAsync(client, Greeting);
            (await AskAsync(client, Rename)).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_slow_wire_carries_every_byte_in_order()
    {
        using var server = new FakeServer(answers: false);
        await using var proxy = TcpProxy.Start(server.Port, () => new SlowWire(TimeSpan.FromMilliseconds(1), 10_000_000));
        var bytes = new byte[200_000];
        new Random(1).NextBytes(bytes);

        using (var client = await ConnectAsync(proxy))
        {
            await client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
            client.Client.Shutdown(SocketShutdown.Send);
            (await server.Ended).ShouldBe(bytes);
        }
    }

    private static async Task<TcpClient> ConnectAsync(TcpProxy proxy)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, proxy.Port, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Sends, and gives how many bytes come back: none where the connection is cut.</summary>
    private static async Task<int> AskAsync(TcpClient client, byte[] question)
    {
        try
        {
            await client.GetStream().WriteAsync(question, TestContext.Current.CancellationToken);
            return await client.GetStream().ReadAsync(new byte[16], TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
