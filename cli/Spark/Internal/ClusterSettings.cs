using System.Globalization;

namespace Pipeline.Cli.Spark.Internal;

/// <summary>Spark's settings for a cluster on one machine.</summary>
internal static class ClusterSettings
{
    private const string ExecutorOptions = "spark.executor.extraJavaOptions";

    /// <summary>What master, worker and applications share.</summary>
    public static IReadOnlyDictionary<string, string> Of(SparkInstallation installation, ClusterFolder folder) => new SortedDictionary<string, string>(ConfFile.Parse(SparkScripts.Settings), StringComparer.Ordinal)
    {
        ["spark.authenticate.secret"] = folder.Secret("cluster"),
        // A master that comes back knows its applications: without this they wait for it for ever.
        ["spark.deploy.recoveryMode"] = "FILESYSTEM",
        ["spark.deploy.recoveryDirectory"] = folder.Recovery,
        ["spark.driver.host"] = "127.0.0.1",
        ["spark.driver.bindAddress"] = "127.0.0.1",
        ["spark.driver.memory"] = SparkMemory.Driver,
        ["spark.executor.memory"] = SparkMemory.Executor,
        ["spark.cores.max"] = Number(SparkMemory.CoresOfApplication),
        ["spark.driver.extraJavaOptions"] = JavaWords.Join(installation.JavaOptions),
        [ExecutorOptions] = JavaWords.Join(installation.JavaOptions),
        ["spark.local.dir"] = folder.Scratch,
    };

    /// <summary>What a submitted job has beside.</summary>
    /// <param name="installation">What it runs on.</param>
    /// <param name="computes">True where its executors compute much rather than carry rows.</param>
    public static IReadOnlyDictionary<string, string> OfJob(SparkInstallation installation, bool computes) => computes
        ? new Dictionary<string, string>(StringComparer.Ordinal) { [ExecutorOptions] = JavaWords.Join(installation.ComputingJavaOptions) }
        : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the standing Connect server has beside: where it listens, and the token of its clients.</summary>
    public static IReadOnlyDictionary<string, string> OfConnect(SparkInstallation installation, ClusterFolder folder, SparkPorts ports) =>
        new SortedDictionary<string, string>(Of(installation, folder).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            ["spark.app.name"] = "Connect server",
            ["spark.driver.extraJavaOptions"] = JavaWords.Join(installation.LastingJavaOptions),
            [ExecutorOptions] = JavaWords.Join(installation.LastingJavaOptions),
            ["spark.connect.authenticate.token"] = folder.Secret("connect"),
            ["spark.connect.grpc.binding.address"] = "127.0.0.1",
            ["spark.connect.grpc.binding.port"] = Number(ports.Connect),
        };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
