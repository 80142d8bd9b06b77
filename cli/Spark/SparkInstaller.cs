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
        var wanted = Fingerprint(installation.Java);
        if (IsComplete(wanted))
            return installation;

        File.Delete(Mark);
        var jars = await MavenJars.EnsureAsync(projectRoot, privateFolder, "spark", installation.Java, say, cancellation);
        JarSignatures.Remove(jars);
        Lay(installation, jars);
        say("Recording which classes Spark loads, so that a job starts in half the time.");
        await new ClassRecording(installation).RunAsync(cancellation);
        await File.WriteAllTextAsync(Mark, wanted, cancellation);
        return installation;
    }

    /// <summary>The finished installation.</summary>
    /// <exception cref="PipelineException">There is none yet, or not of this checkout's pom.xml and this Java (exit 3).</exception>
    public async Task<SparkInstallation> FindAsync(CancellationToken cancellation)
    {
        var java = await JavaRuntime.FindAsync(cancellation);
        return IsComplete(Fingerprint(java))
            ? new SparkInstallation(java, Home)
            : throw new PipelineException(
                ExitCode.CannotConnect,
                Directory.Exists(Home) ? $"Spark in {Home} is not of this pom.xml and Java {java.Version}." : $"Spark is not installed in {Home}.",
                "Type: ./pipeline spark install");
    }

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

    private bool IsComplete(string wanted) =>
        File.Exists(Mark) && string.Equals(File.ReadAllText(Mark), wanted, StringComparison.Ordinal) && Directory.Exists(Path.Combine(Home, "jars"));

    private string Fingerprint(JavaRuntime java)
    {
        var pom = File.ReadAllText(Path.Combine(projectRoot, "spark-jobs", "pom.xml"));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{Home}\n{java.Program} {java.Version}\n{pom}\n{SparkScripts.SparkClass}{SparkScripts.SparkSubmit}{SparkScripts.ForgetWorkers}{SparkScripts.Logging}{ClassRecording.Edition}")));
    }
}
