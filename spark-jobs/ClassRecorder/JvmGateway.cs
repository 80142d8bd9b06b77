using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipeline.ClassRecorder;

/// <summary>Calls methods in the JVM that started us, by Py4J's protocol of lines.</summary>
internal sealed class JvmGateway : IDisposable
{
    private readonly TcpClient _client;
    private readonly StreamReader _answers;

    private JvmGateway(TcpClient client)
    {
        _client = client;
        _answers = new StreamReader(client.GetStream(), Encoding.UTF8);
    }

    public static async Task<JvmGateway> ConnectAsync(int port, string secret)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var gateway = new JvmGateway(client);
        await gateway.AskAsync($"A\n{secret}\n");
        return gateway;
    }

    /// <summary>Calls a method and returns what it gave: the name of an object, or a value without its type.</summary>
    /// <param name="target">An object's name, or z: and a class.</param>
    /// <param name="method">The method.</param>
    /// <param name="args">Each with its type before it, such as <c>s</c> for text.</param>
    /// <exception cref="JvmException">The method threw.</exception>
    public Task<string> CallAsync(string target, string method, params IEnumerable<string> args) =>
        AskAsync($"c\n{target}\n{method}\n{string.Concat(args.Select(arg => $"{arg}\n"))}e\n");

    /// <summary>Makes an object and returns its name.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="args">Each with its type before it.</param>
    /// <exception cref="JvmException">The constructor threw.</exception>
    public Task<string> NewAsync(string type, params IEnumerable<string> args) => AskAsync($"i\n{type}\n{string.Concat(args.Select(arg => $"{arg}\n"))}e\n");

    public static string Escaped(string text) =>
        text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\r", @"\r", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    public void Dispose()
    {
        _answers.Dispose();
        _client.Dispose();
    }

    private async Task<string> AskAsync(string question)
    {
        await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(question));
        var answer = await _answers.ReadLineAsync() ?? throw new JvmException("The JVM has closed the gateway.");
        return answer.StartsWith("!y", StringComparison.Ordinal)
            ? answer.Length > 3 ? answer[3..] : ""
            : throw new JvmException($"The JVM refused a call: {answer}");
    }
}
