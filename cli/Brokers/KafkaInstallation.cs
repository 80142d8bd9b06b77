using Pipeline.Common;

namespace Pipeline.Cli.Brokers;

/// <summary>What a native broker is started from.</summary>
/// <param name="Java">The Java of this machine.</param>
/// <param name="Jars">The folder of the broker's and ZooKeeper's jars.</param>
/// <param name="Settings">kafka/server.properties.</param>
/// <param name="Logging">kafka/log4j.properties.</param>
public sealed record KafkaInstallation(JavaRuntime Java, string Jars, string Settings, string Logging)
{
    /// <summary>Finds Java and fetches the jars when they are not there yet.</summary>
    /// <param name="projectRoot">The checkout.</param>
    /// <param name="privateFolder">Where the jars go.</param>
    /// <param name="say">Told in a line what takes long.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="PipelineException">Java or Maven is missing, or Maven cannot get the jars (exit 3).</exception>
    public static async Task<KafkaInstallation> EnsureAsync(string projectRoot, string privateFolder, Action<string> say, CancellationToken cancellation)
    {
        var java = await JavaRuntime.FindAsync(cancellation);
        var jars = await MavenJars.EnsureAsync(projectRoot, privateFolder, "kafka", java, say, cancellation);
        return new KafkaInstallation(
            java, jars, Path.Combine(projectRoot, "kafka", "server.properties"), Path.Combine(projectRoot, "kafka", "log4j.properties"));
    }
}
