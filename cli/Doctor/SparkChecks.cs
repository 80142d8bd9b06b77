using Pipeline.Cli.Brokers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Cli.Spark;
using Pipeline.Common;

namespace Pipeline.Cli.Doctor;

/// <summary>What `--on spark` needs. Where Spark was never installed nothing of it is required, and one line says so.</summary>
internal sealed class SparkChecks(ProjectFolder project)
{
    private const long NeededMegabytes = 2048;

    private static readonly string[] Drivers = ["postgresql-*.jar", "mysql-connector-j-*.jar", "mariadb-java-client-*.jar", "spark-connect_*.jar", "spark-sql-kafka-*.jar"];

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation)
    {
        var home = Path.Combine(project.Installed, "spark");
        if (!Directory.Exists(home))
            return [new Finding("Spark", "not installed; only --on spark and --on connect need it (./pipeline spark install)")];

        var jars = Path.Combine(home, "jars");
        return [await JavaAsync(cancellation), Version(jars), DriversIn(jars), await ArchiveAsync(cancellation), Memory(), .. await ClusterAsync(cancellation)];
    }

    /// <summary>The version of the jars against the one that the jobs' bindings are made for.</summary>
    internal static Finding Version(string jars)
    {
        const string subject = "Spark jars";
        const string remedy = "Type: ./pipeline spark install";
        return SparkInstallation.VersionOf(jars) switch
        {
            SparkInstallation.Version => new Finding(subject, $"{SparkInstallation.Version}, as the bindings ask for"),
            null => new Finding(subject, $"none in {jars}", remedy),
            var other => new Finding(subject, $"{other} in {jars}, and the bindings are made for {SparkInstallation.Version}", remedy),
        };
    }

    /// <summary>Every jar that a job loads by name.</summary>
    internal static Finding DriversIn(string jars)
    {
        const string subject = "drivers";
        var missing = Drivers.Where(pattern => !Directory.Exists(jars) || !Directory.EnumerateFiles(jars, pattern).Any()).ToList();
        return missing is []
            ? new Finding(subject, "PostgreSQL, MySQL, MariaDB, Kafka and Connect")
            : new Finding(subject, $"missing in {jars}: {string.Join(", ", missing)}", "Type: ./pipeline spark install");
    }

    private static async Task<Finding> JavaAsync(CancellationToken cancellation)
    {
        const string subject = "Java";
        try
        {
            var java = await JavaRuntime.FindAsync(cancellation);
            return new Finding(subject, $"{java.Version} in {java.Home}");
        }
        catch (PipelineException error)
        {
            return Finding.Of(subject, error);
        }
    }

    private static Finding Memory()
    {
        const string subject = "memory";
        var free = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20;
        return free >= NeededMegabytes
            ? new Finding(subject, $"{free:N0} MB for a driver and an executor")
            : new Finding(subject, $"{free:N0} MB is too little for a driver and an executor", $"Give the machine {NeededMegabytes:N0} MB or more.");
    }

    private async Task<Finding> ArchiveAsync(CancellationToken cancellation)
    {
        const string subject = "class archive";
        try
        {
            var installer = SparkVerb.Installer(project, _ => { });
            var installation = await installer.FindAsync(cancellation);
            return installer.IsRecorded(installation)
                ? new Finding(subject, $"{new FileInfo(installation.ClassArchive).Length >> 20} MB, of this Java and these jars")
                : new Finding(subject, $"{installation.ClassArchive} is missing or not of Java {installation.Java.Version}: a job starts in twice the time", "Type: ./pipeline spark install");
        }
        catch (PipelineException error)
        {
            return Finding.Of(subject, error);
        }
    }

    private async Task<IReadOnlyList<Finding>> ClusterAsync(CancellationToken cancellation)
    {
        var cluster = SparkCluster.Of(project);
        if (cluster.MasterProcess is null)
            return [Ports()];

        const string subject = "Spark cluster";
        var report = ClusterReport.Of(cluster.Ports, await cluster.StatusAsync(cancellation), cluster.ConnectProcess is not null);
        return report switch
        {
            { Master: null } => [new Finding(subject, $"the master (process {cluster.MasterProcess}) does not answer", "Type: ./pipeline spark down; ./pipeline spark up")],
            { Workers: [] } => [new Finding(subject, $"{report.Master} has no worker", "Type: ./pipeline spark up")],
            _ => [new Finding(subject, $"{report.Master}, {report.Workers.Count} worker, pages at {report.Ui}{(report.Connect is { } connect ? $", {connect}" : "")}")],
        };
    }

    private static Finding Ports()
    {
        const string subject = "Spark's ports";
        var taken = SparkPorts.Usual.OfCluster.Where(port => !Loopback.IsFree(port)).ToList();
        return taken is []
            ? new Finding(subject, "7077, 8081 and 8082 are free; the cluster does not run (./pipeline spark up)")
            : new Finding(subject, $"taken by another program: {string.Join(", ", taken)}", "Stop it (`ss -ltnp` shows which), or type: ./pipeline spark up --free-ports");
    }
}
