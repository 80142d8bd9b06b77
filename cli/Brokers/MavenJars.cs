using System.Security;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Cli.Brokers.Internal;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Brokers;

/// <summary>The class paths of spark-jobs/pom.xml, copied into folders by Maven.</summary>
public static class MavenJars
{
    private const string Install = "Type: sudo apt-get install -y maven";

    /// <summary>The jars of one profile; they are fetched once, and again when pom.xml has changed.</summary>
    /// <param name="projectRoot">The folder with spark-jobs/pom.xml.</param>
    /// <param name="privateFolder">Where the jars go (<c>jars/PROFILE</c>), and the offline mirror if there is one.</param>
    /// <param name="profile">kafka or spark.</param>
    /// <param name="java">The Java to run Maven with.</param>
    /// <param name="say">Told in a line what takes long.</param>
    /// <param name="cancellation">Ends it; a later call starts anew.</param>
    /// <returns>The folder of the jars.</returns>
    /// <exception cref="PipelineException">Maven is missing, or cannot get them (exit 3).</exception>
    public static async Task<string> EnsureAsync(
        string projectRoot, string privateFolder, string profile, JavaRuntime java, Action<string> say, CancellationToken cancellation)
    {
        var pom = Path.Combine(projectRoot, "spark-jobs", "pom.xml");
        var jars = Path.GetFullPath(Path.Combine(privateFolder, "jars", profile));
        var mark = Path.Combine(jars, "complete");
        Directory.CreateDirectory(Path.GetDirectoryName(jars)!);
        using var alone = await FileLock.TakeAsync($"{jars}.lock", cancellation);
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(pom, cancellation)));
        if (File.Exists(mark) && string.Equals(await File.ReadAllTextAsync(mark, cancellation), wanted, StringComparison.Ordinal))
            return jars;

        var maven = Tool.Find("mvn")
            ?? throw new PipelineException(ExitCode.CannotConnect, $"The {profile} jars are fetched by Maven, and there is no `mvn` on PATH.", Install);
        List<string> arguments = [.. await IndexAsync(projectRoot, privateFolder, say, cancellation)];
        say($"Fetching the {profile} jars of spark-jobs/pom.xml with Maven.");
        var unfinished = $"{jars}.unfinished";
        Remove(unfinished);
        arguments.AddRange(
            ["--batch-mode", "--quiet", $"--file={pom}", $"--activate-profiles={profile}", "dependency:copy-dependencies", $"-DoutputDirectory={unfinished}", "-DincludeScope=runtime"]);
        await Tool.RunAsync(
            maven,
            arguments,
            "Check that Maven reaches its index (a proxy or mirror belongs into ~/.m2/settings.xml), or set PIPELINE_MIRROR to an offline mirror.",
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["JAVA_HOME"] = java.Home },
            cancellation);

        await File.WriteAllTextAsync(Path.Combine(unfinished, "complete"), wanted, cancellation);
        Remove(jars);
        Directory.Move(unfinished, jars);
        return jars;
    }

    /// <summary>What tells Maven to use the offline mirror; nothing where there is none.</summary>
    private static async Task<IReadOnlyList<string>> IndexAsync(string projectRoot, string privateFolder, Action<string> say, CancellationToken cancellation)
    {
        if (OfflineMirror.Find(projectRoot) is not { } mirror)
            return [];

        var repository = await mirror.UnpackAsync(Path.GetFullPath(Path.Combine(privateFolder, "mirror")), say, cancellation);
        var settings = Path.Combine(privateFolder, "maven-settings.xml");
        await File.WriteAllTextAsync(settings, Settings(repository), Encoding.UTF8, cancellation);
        return [$"--settings={settings}", $"-Dmaven.repo.local={Path.GetFullPath(Path.Combine(privateFolder, "maven-repository"))}"];
    }

    private static string Settings(string repository) =>
        $"""
        <settings>
          <mirrors>
            <mirror>
              <id>offline</id>
              <mirrorOf>*</mirrorOf>
              <url>{SecurityElement.Escape(new Uri(repository).AbsoluteUri)}</url>
            </mirror>
          </mirrors>
        </settings>
        """;

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
