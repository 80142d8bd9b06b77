using System.Globalization;

namespace Pipeline.Spark.Sql.Connect.Gateway;

/// <summary>Where the JVM that started this program takes its calls.</summary>
/// <param name="Port">On the loopback address.</param>
/// <param name="Secret">What it asks of callers.</param>
internal sealed record GatewayAddress(int Port, string Secret)
{
    private const string PortSetting = "PYSPARK_GATEWAY_PORT";
    private const string SecretSetting = "PYSPARK_GATEWAY_SECRET";

    /// <summary>As spark-submit hands it to the program it starts; null for a program started otherwise.</summary>
    public static GatewayAddress? Find(Func<string, string?> environment) =>
        environment(PortSetting) is not { Length: > 0 } port ? null
        : int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && environment(SecretSetting) is { Length: > 0 } secret ? new(number, secret)
        : throw SparkEngineException.BadOption(PortSetting, $"is {port}, without a {SecretSetting} beside it or not a port", "Start the job by spark-submit, which sets both, or unset both.");

    /// <summary>The port alone.</summary>
    public override string ToString() => $"127.0.0.1:{Port}";
}
