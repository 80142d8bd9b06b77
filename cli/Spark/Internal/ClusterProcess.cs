using System.Globalization;
using Pipeline.Cli.Brokers.Internal;

namespace Pipeline.Cli.Spark.Internal;

/// <summary>One Java process of the cluster.</summary>
/// <param name="Name">What it is called in messages and files.</param>
/// <param name="Arguments">Everything after the options of its JVM.</param>
internal sealed record ClusterProcess(string Name, IReadOnlyList<string> Arguments)
{
    public const string MasterName = "master";
    public const string WorkerName = "worker";
    public const string ConnectName = "connect";

    public static ClusterProcess Master(ClusterFolder folder, SparkPorts ports) => new(
        MasterName,
        [
            "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", Number(ports.Master), "--webui-port", Number(ports.MasterUi),
            "--properties-file", folder.Settings,
        ]);

    public static ClusterProcess Worker(ClusterFolder folder, SparkPorts ports) => new(
        WorkerName,
        [
            "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", Number(ports.WorkerUi),
            "--cores", Number(SparkMemory.CoresOfWorker), "--memory", SparkMemory.Worker, "--work-dir", folder.Work,
            "--properties-file", folder.Settings, ports.MasterUrl,
        ]);

    /// <summary>An application that lasts: it holds its executor, so that a query finds it warm.</summary>
    public static ClusterProcess Connect(ClusterFolder folder, SparkPorts ports) => new(
        ConnectName,
        [
            "org.apache.spark.deploy.SparkSubmit", "--master", ports.MasterUrl, "--deploy-mode", "client", "--properties-file", folder.ConnectSettings,
            "--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal",
        ]);

    /// <summary>Starts it in a session of its own.</summary>
    public Task<JavaServer> LaunchAsync(SparkInstallation installation, ClusterFolder folder, CancellationToken cancellation)
    {
        File.Delete(folder.Log(Name));
        return JavaServer.LaunchAsync(CommandLine(installation, folder), folder.Log(Name), cancellation, installation.Environment);
    }

    /// <summary>The whole command line, for a supervisor; the process is known by it as if we had started it.</summary>
    public IReadOnlyList<string> CommandLine(SparkInstallation installation, ClusterFolder folder) =>
        [.. Before(installation, folder), .. JavaServer.CommandLineOf(folder.Mark(Name), installation.Java.Program, OnJava(installation))];

    /// <summary>A script that makes way for the process and becomes it; none for most.</summary>
    private IReadOnlyList<string> Before(SparkInstallation installation, ClusterFolder folder) =>
        string.Equals(Name, MasterName, StringComparison.Ordinal) ? [installation.ForgetWorkers, folder.Recovery] : [];

    private IReadOnlyList<string> OnJava(SparkInstallation installation)
    {
        var isDriver = string.Equals(Name, ConnectName, StringComparison.Ordinal);
        var heap = isDriver ? SparkMemory.Driver : SparkMemory.Daemon;
        var modules = isDriver ? ModuleOptions.All : [];
        var options = isDriver ? installation.LastingJavaOptions : installation.JavaOptions;
        return [$"-Xmx{heap}", .. modules, .. options, "-XX:+ExitOnOutOfMemoryError", "-cp", installation.ClassPath, .. Arguments];
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
