using System.Globalization;
using System.Security.Cryptography;

namespace Pipeline.Spark.Sql.Connect.Gateway;

/// <summary>The Spark session of the JVM that started this program, with a Spark Connect server inside that only this program may call.</summary>
internal sealed class SubmittedSession : IDisposable
{
    private const string Plugin = "org.apache.spark.sql.connect.SparkConnectPlugin";
    private const string Service = "org.apache.spark.sql.connect.service.SparkConnectService$";
    private const string ExecutorOptions = "spark.executor.extraJavaOptions";
    private const string Zone = "-Duser.timezone=";

    private readonly JvmGateway _gateway;
    private readonly string _session;
    private int _stopped;

    private SubmittedSession(JvmGateway gateway, string session, ConnectEndpoint endpoint)
    {
        _gateway = gateway;
        _session = session;
        Endpoint = endpoint;
    }

    public ConnectEndpoint Endpoint { get; }

    /// <summary>Starts it: the first session of that JVM, bound to the loopback address, behind a token made here.</summary>
    public static SubmittedSession Start(GatewayAddress address, IReadOnlyDictionary<string, string> asked)
    {
        var gateway = JvmGateway.Open(address);
        try
        {
            var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
            UseUtc(gateway);
            var builder = gateway.CallStatic("org.apache.spark.sql.SparkSession", "builder");
            builder = gateway.Call(builder, "config", GatewayText.Reference(Conf(gateway, SessionSettings.OfServer(asked, token))));
            var session = gateway.Call(builder, "getOrCreate");
            var port = int.Parse(gateway.Call(gateway.Field(Service, "MODULE$"), "localPort"), CultureInfo.InvariantCulture);
            return new(gateway, session, ConnectEndpoint.Local(port, token));
        }
        catch
        {
            gateway.Dispose();
            throw;
        }
    }

    /// <summary>Stops the application, so that the cluster has its cores back at once. A JVM that is gone has stopped it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;
        try
        {
            _ = _gateway.Call(_session, "stop");
        }
        catch (SparkEngineException)
        {
            // The JVM ended first, and with it the application.
        }
        _gateway.Dispose();
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
