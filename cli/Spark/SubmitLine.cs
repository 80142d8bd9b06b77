using Pipeline.Common;

namespace Pipeline.Cli.Spark;

/// <summary>The command line that brings a C# job to Spark. No secret is on it: those are in the properties file and the environment.</summary>
/// <param name="SparkSubmit">The script spark-submit.</param>
/// <param name="Master">Such as spark://127.0.0.1:7077.</param>
/// <param name="PropertiesFile">Settings of the cluster, its secret among them.</param>
internal sealed record SubmitLine(string SparkSubmit, string Master, string PropertiesFile)
{
    /// <summary>The jar by which Microsoft.Spark 2.4.0 lets .NET speak to the JVM.</summary>
    public const string Bridge = "microsoft-spark-4-0_2.13-2.4.0.jar";

    /// <summary>Settings of this application alone, which outdo those of the file.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The line for a job.</summary>
    /// <param name="binding">What the job was built against.</param>
    /// <param name="job">The job's assembly file.</param>
    /// <param name="args">The job's own command line.</param>
    public IReadOnlyList<string> For(SparkBinding binding, string job, IEnumerable<string> args) =>
        [SparkSubmit, "--master", Master, "--deploy-mode", "client", "--properties-file", PropertiesFile, .. Own, .. Application(binding, job, args)];

    private IEnumerable<string> Own =>
        Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).SelectMany(setting => (string[])["--conf", $"{setting.Key}={setting.Value}"]);

    private static IReadOnlyList<string> Application(SparkBinding binding, string job, IEnumerable<string> args) => binding switch
    {
        // PythonRunner starts any program that speaks Py4J; the empty word is its list of Python files.
        SparkBinding.Engines =>
        [
            "--class", "org.apache.spark.deploy.PythonRunner", "--conf", "spark.pyspark.driver.python=dotnet", "spark-internal", job, "", .. args,
        ],
        SparkBinding.Microsoft => ["--class", "org.apache.spark.deploy.dotnet.DotnetRunner", BridgeOf(job), "dotnet", job, .. args],
        _ => throw new ArgumentOutOfRangeException(nameof(binding), binding, "There is no such binding."),
    };

    /// <summary>The package lays its jar beside the job.</summary>
    private static string BridgeOf(string job)
    {
        var folder = Path.GetDirectoryName(job) ?? "";
        return new[] { Path.Combine(folder, Bridge), Path.Combine(folder, "jars", Bridge) }.FirstOrDefault(File.Exists)
            ?? throw new PipelineException(
                ExitCode.CannotConnect, $"{folder} holds no {Bridge}, by which Microsoft.Spark reaches the JVM.", "Build the job again with -p:SparkBinding=microsoft.");
    }
}
