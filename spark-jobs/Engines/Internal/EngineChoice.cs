using Pipeline.Spark.Sql.Connect;
using Pipeline.Spark.Sql.Connect.Gateway;
using Pipeline.Spark.Sql.Embedded;

namespace Pipeline.Spark.Sql.Internal;

/// <summary>Chooses the engine of a session by how the program was started.</summary>
internal static class EngineChoice
{
    /// <summary>Started by spark-submit: that JVM; else the server that SPARK_REMOTE names; else this process.</summary>
    public static IEngine Make(IReadOnlyDictionary<string, string> settings)
    {
        if (GatewayAddress.Find(Environment.GetEnvironmentVariable) is { } gateway)
            return ConnectEngine.Submitted(gateway, settings);
        return Environment.GetEnvironmentVariable(ConnectEndpoint.Setting) is { Length: > 0 } remote
            ? ConnectEngine.Standing(ConnectEndpoint.Parse(remote), settings)
            : new EmbeddedEngine(EngineSettings.From(settings));
    }
}
