using System.Security.Cryptography;
using System.Text;
using Pipeline.Cli.Brokers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Spark.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Spark;

/// <summary>Makes <c>.pipeline/spark</c>; a second call finds it complete and does nothing.</summary>
/// <param name="projectRoot">The checkout, for pom.xml and the offline mirror.</param>
/// <param name="privateFolder">Where <c>spark</c> and <c>jars</c> go.</param>
/// <param name="say">Told in a line what takes long.</param>
internal sealed class SparkInstaller(string projectRoot, string privateFolder, Action<string> say)
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private string Home => Path.GetFullPath(Path.Combine(privateFolder, "spark"));

    private string Mark => Path.Combine(Home, "complete");

    /// <summary>Installs what is missing or of another version, Java or pom.xml.</summary>
    /// <exception cref="PipelineException">Java 17 or Maven is missing, or Maven cannot get the jars (exit 3).</exception>
    public async Task<SparkInstallation> EnsureAsync(CancellationToken cancellation)
    {
        var installation = new SparkInstallation(await JavaRuntime.FindAsync(cancellation), Home);
        Directory.CreateDirectory(Home);
        using var alone = await FileLock.TakeAsync($"{Home}.lock", cancellation);
        if (IsRecorded(installation))
            return installation;

        File.Delete(Mark);
        var jars = await MavenJars.EnsureAsync(projectRoot, privateFolder, "spark", installation.Java, say, cancellation);
        JarSignatures.Remove(jars);
        Lay(installation, jars);
        say("Recording which classes Spark loads, so that a job starts in half the time.");
        await new ClassRecording(installation).RunAsync(cancellation);
        await File.WriteAllTextAsync(Mark, MarkOf(installation.Java), cancellation);
        return installation;
    }

    /// <summary>The finished installation.</summary>
    /// <exception cref="PipelineException">There is none yet, or not of this checkout's pom.xml (exit 3).</exception>
    public async Task<SparkInstallation> FindAsync(CancellationToken cancellation) => Find(await JavaRuntime.FindAsync(cancellation));

    /// <summary>The same for a Java that is known.</summary>
    internal SparkInstallation Find(JavaRuntime java) =>
        Finished is [var jars, ..] && string.Equals(jars, Fingerprint, StringComparison.Ordinal) && Directory.Exists(Path.Combine(Home, "jars"))
            ? new SparkInstallation(java, Home)
            : throw new PipelineException(
                ExitCode.CannotConnect,
                Directory.Exists(Home) ? $"Spark in {Home} is not of this checkout's pom.xml." : $"Spark is not installed in {Home}.",
                "Type: ./pipeline spark install");

    /// <summary>
    /// True when it is complete and its class archive was recorded by this Java. One of another, as after a security update at night, is passed over by
    /// the JVM: jobs then work as well, and start later.
    /// </summary>
    public bool IsRecorded(SparkInstallation installation) =>
        string.Equals(string.Join('\n', Finished), MarkOf(installation.Java), StringComparison.Ordinal) && File.Exists(installation.ClassArchive) && Directory.Exists(installation.Jars);

    private static void Lay(SparkInstallation installation, string jars)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(installation.SparkSubmit)!);
        Directory.CreateDirectory(installation.Conf);
        WriteScript(installation.SparkSubmit, SparkScripts.SparkSubmit);
        WriteScript(installation.SparkClass, SparkScripts.SparkClass);
        WriteScript(installation.ForgetWorkers, SparkScripts.ForgetWorkers);
        File.WriteAllText(installation.Logging, SparkScripts.Logging);
        if (Directory.Exists(installation.Jars))
            Directory.Delete(installation.Jars);
        Directory.CreateSymbolicLink(installation.Jars, jars);
    }

    private static void WriteScript(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, Executable);
    }

    private string[] Finished => File.Exists(Mark) ? File.ReadAllLines(Mark) : [];

    /// <summary>What a complete installation is marked with: what the jars and scripts are of, and which Java recorded the archive.</summary>
    internal string MarkOf(JavaRuntime java) => $"{Fingerprint}\n{java.Program} {java.Version}";

    private string Fingerprint
    {
        get
        {
            var pom = File.ReadAllText(Path.Combine(projectRoot, "spark-jobs", "pom.xml"));
            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
                $"{Home}\n{pom}\n{SparkScripts.SparkClass}{SparkScripts.SparkSubmit}{SparkScripts.ForgetWorkers}{SparkScripts.Logging}{ClassRecording.Edition}")));
        }
    }
}
