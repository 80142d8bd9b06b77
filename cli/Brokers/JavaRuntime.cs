using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Cli.Brokers.Internal;
using Pipeline.Common;

namespace Pipeline.Cli.Brokers;

/// <summary>The Java of this machine.</summary>
/// <param name="Home">Its folder, as JAVA_HOME names it.</param>
/// <param name="Program">The file <c>java</c>.</param>
/// <param name="Version">Such as 17.0.15.</param>
public sealed partial record JavaRuntime(string Home, string Program, string Version)
{
    /// <summary>The major version that Spark 4 and Kafka 3 are run with here.</summary>
    public const int Major = 17;

    private const string PackageFolder = "/usr/lib/jvm";
    private const string PackageName = "java-17-openjdk-*";
    private const string Install = "Type: sudo apt-get install -y openjdk-17-jre-headless   (or set JAVA_HOME to a Java 17).";

    /// <summary>Finds it by JAVA_HOME, else by PATH, and where those name another version where Debian's package of it stands.</summary>
    /// <exception cref="PipelineException">There is none, or it is of another version (exit 3); the message names the command that installs it.</exception>
    public static async Task<JavaRuntime> FindAsync(CancellationToken cancellation)
    {
        var home = Environment.GetEnvironmentVariable("JAVA_HOME");
        if (string.IsNullOrWhiteSpace(home))
            return await FindAsync(Tool.Find("java"), PackageFolder, cancellation);
        return File.Exists(ProgramIn(home))
            ? await FindAsync(ProgramIn(home), PackageFolder, cancellation)
            : throw new PipelineException(ExitCode.CannotConnect, $"JAVA_HOME is {home}, but there is no {ProgramIn(home)}.", "Type: unset JAVA_HOME   (or set it to a Java 17).");
    }

    /// <summary>A newer Java is often what JAVA_HOME names or PATH finds first: its package leaves that of 17 beside it.</summary>
    internal static async Task<JavaRuntime> FindAsync(string? preferred, string packageFolder, CancellationToken cancellation)
    {
        var packaged = !Directory.Exists(packageFolder) ? null : Directory.EnumerateDirectories(packageFolder, PackageName).Select(ProgramIn).FirstOrDefault(File.Exists);
        if (preferred is not null && (packaged is null || MajorOf(await VersionAsync(preferred, cancellation)) == Major))
            return await LookAtAsync(preferred, cancellation);
        return packaged is not null
            ? await LookAtAsync(packaged, cancellation)
            : throw new PipelineException(ExitCode.CannotConnect, $"Java {Major} is needed, and there is no `java` on PATH.", Install);
    }

    /// <summary>The version in what <c>java -version</c> prints; null when there is none.</summary>
    internal static string? VersionIn(string printed) => Quoted().Match(printed) is { Success: true } match ? match.Groups["version"].Value : null;

    /// <summary>17 of 17.0.15, and 8 of 1.8.0_402.</summary>
    internal static int? MajorOf(string version)
    {
        var numbers = version.Split('.', '_', '-', '+');
        var place = numbers is ["1", _, ..] ? 1 : 0;
        return int.TryParse(numbers[place], CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    private static async Task<JavaRuntime> LookAtAsync(string program, CancellationToken cancellation)
    {
        var version = await VersionAsync(program, cancellation);
        if (MajorOf(version) != Major)
            throw new PipelineException(ExitCode.CannotConnect, $"Java {Major} is needed, and {program} is {version}.", Install);

        var file = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
        return new JavaRuntime(Path.GetDirectoryName(Path.GetDirectoryName(file))!, file, version);
    }

    private static async Task<string> VersionAsync(string program, CancellationToken cancellation) =>
        VersionIn(await Tool.RunAsync(program, ["-version"], Install, new Dictionary<string, string?>(StringComparer.Ordinal), cancellation)) ?? "of no known version";

    private static string ProgramIn(string home) => Path.Combine(home, "bin", "java");

    [GeneratedRegex("version \"(?<version>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();
}
