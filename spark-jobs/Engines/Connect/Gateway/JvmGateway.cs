using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipeline.Spark.Sql.Connect.Gateway;

/// <summary>
/// Calls into the JVM that started this program, over Py4J's text protocol: a command is lines ended by a line e, the answer is one line.
/// </summary>
internal sealed class JvmGateway : IDisposable
{
    private const string NoAnswer = "CANNOT_CONNECT";

    /// <summary>How long a JVM may take to say that it lives: more than a pause of its memory's collection.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    /// <summary>How long its end may take: it stops its application first, which waits for executors.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly TcpClient _connection;
    private readonly StreamReader _answers;
    private readonly StreamWriter _commands;

    private JvmGateway(TcpClient connection)
    {
        _connection = connection;
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _answers = new StreamReader(connection.GetStream(), encoding);
        _commands = new StreamWriter(connection.GetStream(), encoding) { NewLine = "\n" };
    }

    /// <summary>Connects and logs in.</summary>
    /// <exception cref="SparkEngineException">Nobody listens there, or the secret is not taken.</exception>
    public static JvmGateway Open(GatewayAddress address)
    {
        var connection = new TcpClient { NoDelay = true };
        try
        {
            connection.Connect(IPAddress.Loopback, address.Port);
            var gateway = new JvmGateway(connection);
            _ = gateway.Exchange("logging in", "A", address.Secret);
            return gateway;
        }
        catch (SocketException error)
        {
            connection.Dispose();
            throw Lost("logging in", error);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes an object and gives its name.</summary>
    public string New(string type) => Exchange(type, "i", type, "e")[1..];

    /// <summary>The value of a static field: an object's name.</summary>
    public string Field(string type, string field) => Exchange($"{type}.{field}", "r", "m", type, field, "e")[1..];

    /// <summary>Calls a static method.</summary>
    public string CallStatic(string type, string method, params string[] arguments) => Call($"z:{type}", method, arguments);

    /// <summary>Calls a method; the answer is text, digits, or the name of an object.</summary>
    public string Call(string target, string method, params string[] arguments)
    {
        var answer = Exchange(method, ["c", target, method, .. arguments, "e"]);
        return answer.Length == 0 ? "" : GatewayText.Unescape(answer[1..]);
    }

    /// <summary>
    /// True when the JVM ends and we are stopped for it: what failed meanwhile is an interruption, and no failure of the work. A SIGTERM breaks
    /// the calls of a JVM that lives on until its shutdown hooks are through.
    /// </summary>
    /// <param name="stop">The stop, which is waited for when the JVM ends.</param>
    public bool EndsWith(CancellationToken stop) => IsEnding() && stop.WaitHandle.WaitOne(LongestEnd);

    public void Dispose()
    {
        _answers.Dispose();
        _connection.Dispose();
    }

    private static SparkEngineException Lost(string doing, Exception? error) => new(
        NoAnswer,
        $"The JVM of spark-submit does not answer ({doing}){(error is null ? "" : $": {SparkEngineException.FirstLine(error.Message)}")}.",
        "Look at the output of spark-submit above for why it ended, and submit the job again: a rerun starts clean.");

    private bool IsEnding()
    {
        _connection.ReceiveTimeout = (int)LongestSilence.TotalMilliseconds;
        try
        {
            return string.Equals(CallStatic("org.apache.spark.util.ShutdownHookManager", "inShutdown"), "true", StringComparison.Ordinal);
        }
        catch (SparkEngineException error)
        {
            return string.Equals(error.ErrorClass, NoAnswer, StringComparison.Ordinal);
        }
        finally
        {
            _connection.ReceiveTimeout = 0;
        }
    }

    private string Exchange(string doing, params string[] lines)
    {
        string? answer;
        lock (_gate)
        {
            try
            {
                foreach (var line in lines)
                    _commands.WriteLine(line);
                _commands.Flush();
                answer = _answers.ReadLine();
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                throw Lost(doing, error);
            }
        }
        return answer switch
        {
            null => throw Lost(doing, null),
            ['!', 'y', .. var value] => value,
            ['!', 'x', 'r', .. var thrown] when !string.Equals(doing, "toString", StringComparison.Ordinal) => throw Failed(doing, Call(thrown, "toString")),
            ['!', 'x', 's', .. var text] => throw Failed(doing, GatewayText.Unescape(text)),
            _ => throw Failed(doing, answer),
        };
    }

    private static SparkEngineException Failed(string doing, string text) => new(
        "SPARK_FAILED",
        $"Spark could not be started ({doing}): {SparkEngineException.FirstLine(text)}",
        "Check the address of the master and the settings given to spark-submit, whose output holds the whole trace.");
}
