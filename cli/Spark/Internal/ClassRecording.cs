using Pipeline.Cli.Brokers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Spark.Internal;

/// <summary>Runs a small application on a local Spark and lets the JVM archive the classes that it loaded (AppCDS).</summary>
internal sealed class ClassRecording(SparkInstallation installation)
{
    /// <summary>Another one wherever other classes are recorded: an installation of an older edition is recorded anew.</summary>
    public const int Edition = 3;

    /// <summary>Makes the archive; the old one is in use until the new one is complete.</summary>
    /// <exception cref="PipelineException">The application failed (exit 3).</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var unfinished = $"{installation.ClassArchive}.unfinished";
        File.Delete(unfinished);
        await Tool.RunAsync(
            installation.SparkSubmit,
            [
                "--master", "local[2]",
                "--driver-memory", SparkMemory.Driver,
                "--driver-java-options", JavaWords.Join(installation.JavaOptionsOf(unfinished)),
                "--conf", "spark.ui.enabled=true",
                "--conf", "spark.ui.port=0",
                "--conf", "spark.driver.host=127.0.0.1",
                "--conf", $"spark.pyspark.driver.python={DotNet}",
                "--class", "org.apache.spark.deploy.PythonRunner",
                "spark-internal", typeof(ClassRecorder.Program).Assembly.Location, "",
            ],
            $"Try it again; if it keeps failing, remove {installation.Home} and type: ./pipeline spark install",
            installation.Environment,
            cancellation);
        if (!File.Exists(unfinished))
            throw new PipelineException(
                ExitCode.CannotConnect, $"Java {installation.Java.Version} wrote no class archive.", "Check the disk space, then type: ./pipeline spark install");
        File.Move(unfinished, installation.ClassArchive, overwrite: true);
    }

    private static string DotNet =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? Environment.ProcessPath! : Tool.Find("dotnet") ?? "dotnet";
}
