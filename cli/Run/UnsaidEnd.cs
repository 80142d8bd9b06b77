using System.Globalization;
using Pipeline.Common;

namespace Pipeline.Cli.Run;

/// <summary>The two lines of a submission that ended without its own: whatever kills the JVM takes with it what the job had to say.</summary>
internal static class UnsaidEnd
{
    private const int BySignal = 128;
    private const int Kill = 9;

    /// <summary>Says how it ended, and what to do.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="exitCode">Of spark-submit; above 128 it names a signal.</param>
    public static (string What, string Remedy) Of(string job, int exitCode) => exitCode switch
    {
        BySignal + Kill => (
            $"{job} was killed on Spark by signal 9 (SIGKILL); what it was at work on is not published.",
            "A machine without memory left does so: see `journalctl -k` or `dmesg`. Run it again: a rerun starts clean."),
        > BySignal => (
            string.Create(CultureInfo.InvariantCulture, $"{job} was ended on Spark by signal {exitCode - BySignal}; what it was at work on is not published."),
            "Run it again: a rerun starts clean."),
        _ => (
            string.Create(CultureInfo.InvariantCulture, $"spark-submit ended with exit code {exitCode}, and {job} did not say why."),
            "The lines of Spark above may. ./pipeline doctor looks at Java, the jars and the cluster."),
    };

    public static void Write(string job, int exitCode)
    {
        var (what, remedy) = Of(job, exitCode);
        JobOutput.Error(what, remedy);
    }
}
