using System.Net;
using System.Net.Sockets;
using Pipeline.Spark.Sql.Connect.Gateway;

namespace Pipeline.Engines.Tests.Connect;

/// <summary>What a failure is called depends on whether the JVM behind it is ending, which only that JVM knows.</summary>
public sealed class JvmGatewayTests
{
    [Theory]
    [InlineData("!ybfalse", false)]
    [InlineData("!ybtrue", true)]
    [InlineData("!xspy4j.Py4JException: Method inShutdown([]) does not exist", false)]
    [InlineData(null, true)]
    public async Task A_JVM_that_says_so_or_does_not_answer_is_ending(string? answer, bool isEnding)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, answer);
        using var gateway = await Task.Run(() => JvmGateway.Open(new GatewayAddress(((IPEndPoint)listener.LocalEndpoint).Port, "secret")), TestContext.Current.CancellationToken);

        gateway.EndsWith(new CancellationToken(canceled: true)).ShouldBe(isEnding);

        (await serving).ShouldBe(["A", "secret", "c", "z:org.apache.spark.util.ShutdownHookManager", "inShutdown", "e"]);
    }

    /// <summary>Takes the log-in, then one command, and gives the answer; null ends the connection in its place.</summary>
    private static async Task<List<string>> ServeAsync(TcpListener listener, string? answer)
    {
        using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(connection.GetStream());
        await using var writer = new StreamWriter(connection.GetStream()) { NewLine = "\n", AutoFlush = true };
        List<string> lines = [];
        while (lines is not [.., "e"])
        {
            lines.Add((await reader.ReadLineAsync(TestContext.Current.CancellationToken))!);
            if (lines.Count == 2)
                await writer.WriteLineAsync("!yv");
        }
        if (answer is not null)
            await writer.WriteLineAsync(answer);
        return lines;
    }
}
