using System.Globalization;
using System.Security.Cryptography;

namespace Pipeline.Spark.Sql.Connect.Gateway;

/// <summary>The Spark session of the JVM that started this program, with a Spark Connect server inside that only this program may call.</summary>
internal sealed class SubmittedSession : IDisposable
{
    private const string Plugin = "org.apache.spark.sql.connect.SparkConnectPlugin";

    /// <summary>What the public SparkSession finds too, by half a second of Scala's reflection.</summary>
    private const string Session = "org.apache.spark.sql.classic.SparkSession";

    private const string Service = "org.apache.spark.sql.connect.service.SparkConnectService$";
    private const string ExecutorOptions = "spark.executor.extraJavaOptions";
    private const string Zone = "-Duser.timezone=";

    private readonly string _session;
    private int _stopped;

    private SubmittedSession(JvmGateway gateway, string session, ConnectEndpoint endpoint)
    {
        Jvm = gateway;
        _session = session;
        Endpoint = endpoint;
    }

    public ConnectEndpoint Endpoint { get; }

    public JvmGateway Jvm { get; }

    /// <summary>Of that JVM, session or not.</summary>
    public static string SparkVersion(JvmGateway gateway) => gateway.CallStatic("org.apache.spark.package", "SPARK_VERSION");

    /// <summary>Starts it: the first session of that JVM, bound to the loopback address, behind a token made here.</summary>
    /// <param name="gateway">The way into the JVM, which is closed with the session; by the caller where none starts.</param>
    /// <param name="asked">What the job set.</param>
    public static SubmittedSession Start(JvmGateway gateway, IReadOnlyDictionary<string, string> asked)
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        UseUtc(gateway);
        var builder = gateway.CallStatic(Session, "builder");
        builder = gateway.Call(builder, "config", GatewayText.Reference(Conf(gateway, SessionSettings.OfServer(asked, token))));
        var session = gateway.Call(builder, "getOrCreate");
        var port = int.Parse(gateway.Call(gateway.Field(Service, "MODULE$"), "localPort"), CultureInfo.InvariantCulture);
        return new(gateway, session, ConnectEndpoint.Local(port, token));
    }

    /// <summary>Stops the application, so that the cluster has its cores back at once. A JVM that is gone has stopped it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;
        try
        {
            _ = Jvm.Call(_session, "stop");
        }
        catch (SparkEngineException)
        {
            // The JVM ended first, and with it the application.
        }
        Jvm.Dispose();
    }

    // Times mean the same on every machine only when no JVM has a zone of its own.
    private static void UseUtc(JvmGateway gateway)
    {
        var utc = gateway.CallStatic("java.util.TimeZone", "getTimeZone", GatewayText.Text("UTC"));
        _ = gateway.CallStatic("java.util.TimeZone", "setDefault", GatewayText.Reference(utc));
    }

    private static string Conf(JvmGateway gateway, Dictionary<string, string> settings)
    {
        var conf = gateway.New("org.apache.spark.SparkConf");
        var plugins = Get(gateway, conf, "spark.plugins");
        if (!plugins.Contains(Plugin, StringComparison.Ordinal))
            settings["spark.plugins"] = plugins.Length > 0 ? $"{plugins},{Plugin}" : Plugin;
        var options = Get(gateway, conf, ExecutorOptions);
        if (!options.Contains(Zone, StringComparison.Ordinal))
            settings[ExecutorOptions] = $"{options} {Zone}UTC".TrimStart();
        foreach (var (key, value) in settings)
            _ = gateway.Call(conf, "set", GatewayText.Text(key), GatewayText.Text(value));
        return conf;
    }

    private static string Get(JvmGateway gateway, string conf, string key) => gateway.Call(conf, "get", GatewayText.Text(key), GatewayText.Text(""));
}
