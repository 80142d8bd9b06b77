using System.Text.RegularExpressions;
using Pipeline.Cli.Brokers;

namespace Pipeline.Cli.Spark;

/// <summary>A lean SPARK_HOME: the jars, two scripts, a log setting and the archive of loaded classes.</summary>
/// <param name="Java">What runs it.</param>
/// <param name="Home">SPARK_HOME.</param>
internal sealed partial record SparkInstallation(JavaRuntime Java, string Home)
{
    /// <summary>The version that the jobs' bindings are made for.</summary>
    public const string Version = "4.0.4";

    public string Jars => Path.Combine(Home, "jars");

    public string SparkSubmit => Path.Combine(Home, "bin", "spark-submit");

    public string SparkClass => Path.Combine(Home, "bin", "spark-class");

    /// <summary>What a master is started through.</summary>
    public string ForgetWorkers => Path.Combine(Home, "bin", "forget-workers");

    /// <summary>Empty for good: a class archive is refused when a folder of the class path holds anything.</summary>
    public string Conf => Path.Combine(Home, "conf");

    public string Logging => Path.Combine(Home, "log4j2.properties");

    /// <summary>Classes as the JVM wants them in memory; tied to exactly these jars and this Java.</summary>
    public string ClassArchive => Path.Combine(Home, "spark.jsa");

    /// <summary>As Spark's launcher makes it, slf4j first: a class archive is passed over by a JVM whose class path begins otherwise.</summary>
    public string ClassPath => string.Join(':', [$"{Conf}/", .. JarsOf(Jars, "slf4j-api-*.jar"), Path.Combine(Jars, "*")]);

    /// <summary>What every JVM of ours is started with: a short life needs no second compiler and no parallel collector.</summary>
    public IReadOnlyList<string> JavaOptions => ["-XX:TieredStopAtLevel=1", .. LastingJavaOptions];

    /// <summary>What the JVMs of a standing server are started with: they live long enough to gain from the second compiler.</summary>
    public IReadOnlyList<string> LastingJavaOptions => ["-XX:+UseSerialGC", $"-XX:SharedArchiveFile={ClassArchive}", .. InPlace, .. CommonOptions];

    /// <summary>
    /// What the executors of a job that computes are started with: the second compiler, but four times as choosy, as such a job ends soon and needs the
    /// cores itself.
    /// </summary>
    public IReadOnlyList<string> ComputingJavaOptions => ["-XX:CompileThresholdScaling=4", .. LastingJavaOptions];

    /// <summary>Variables of every process that this installation starts; what is null is taken away from it.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["JAVA_HOME"] = Java.Home,
        ["SPARK_HOME"] = Home,
        ["SPARK_CONF_DIR"] = Conf,
        ["SPARK_LOCAL_IP"] = "127.0.0.1",
        ["SPARK_SCALA_VERSION"] = "2.13",
        ["SPARK_DAEMON_JAVA_OPTS"] = null,
        ["SPARK_SUBMIT_OPTS"] = null,
        ["SPARK_DIST_CLASSPATH"] = null,
        // Spark refuses a server of the shell's beside a master.
        ["SPARK_REMOTE"] = null,
    };

    /// <summary>The archive at the address that it was written for: elsewhere a JVM corrects every page of it at each start, and keeps 85 MB of them.</summary>
    private static IReadOnlyList<string> InPlace => ["-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0"];

    private IReadOnlyList<string> CommonOptions => ["-Xlog:disable", "-Xlog:all=error:stderr", "-Duser.timezone=UTC", $"-Dlog4j.configurationFile={Logging}"];

    /// <summary>The version that a folder of jars holds; null when it holds no Spark.</summary>
    public static string? VersionOf(string jars) =>
        JarsOf(jars, "spark-core_*.jar").Select(file => CoreJar().Match(Path.GetFileName(file))).FirstOrDefault(match => match.Success)?.Groups["version"].Value;

    private static IEnumerable<string> JarsOf(string folder, string pattern) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern) : [];

    [GeneratedRegex(@"^spark-core_2\.13-(?<version>[0-9.]+)\.jar$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CoreJar();
}
