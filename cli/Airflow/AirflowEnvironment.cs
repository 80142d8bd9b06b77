using Pipeline.Cli.Report;
using Pipeline.Cli.Spark;
using Pipeline.Common;

namespace Pipeline.Cli.Airflow;

/// <summary>The variables of every Airflow process: where its settings are, and how its tasks find Spark and the jobs, and where the report stands.</summary>
internal sealed class AirflowEnvironment(ProjectFolder project, AirflowInstallation installation)
{
    /// <summary>Where the jobs of this program stand, and the program itself, in the shape that the DAGs expect: a folder each.</summary>
    private string Jobs => Path.Combine(project.Private, "stack", "jobs");

    /// <summary>Makes them, null for one that is to be taken away; Spark's part is left out while Spark is not installed.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> VariablesAsync(CancellationToken cancellation)
    {
        LinkJobs();
        var variables = new Dictionary<string, string?>(ShellVariables.Mended(Environment.GetEnvironmentVariables()), StringComparer.Ordinal)
        {
            ["AIRFLOW_HOME"] = AirflowHome.Of(project).Path,
            ["VIRTUAL_ENV"] = installation.Home,
            ["PIPELINE_JOBS"] = Jobs,
            ["PIPELINE_RUNS"] = ReportFolder.Of(project).Path,
            ["SPARK_BINDING"] = SparkBindings.Of(typeof(Replication.ReplicationProgram).Assembly).ToString().ToLowerInvariant(),
            ["PIPELINE_SPARK_PROPERTIES"] = SparkCluster.Of(project).PropertiesFile,
            ["SPARK_WORKER_MEMORY"] = SparkMemory.Worker,
            // Processes of Airflow that change their title keep their variables readable, by which they are found when their supervisor was killed.
            ["SPT_NOENV"] = "1",
        };
        var path = $"{installation.Programs}:{DotNetFolder}:{Environment.GetEnvironmentVariable("PATH")}";
        try
        {
            var spark = await SparkVerb.Installer(project, _ => { }).FindAsync(cancellation);
            foreach (var (name, value) in spark.Environment)
                variables[name] = value;
            path = $"{Path.GetDirectoryName(spark.SparkSubmit)}:{path}";
        }
        catch (PipelineException)
        {
            // Without Spark only tasks cannot run; they say so themselves.
        }

        variables["PATH"] = path;
        return variables;
    }

    private static string DotNetFolder => DotNetHost.Path is { } host ? Path.GetDirectoryName(host)! : "/usr/bin";

    private void LinkJobs()
    {
        Directory.CreateDirectory(Jobs);
        var program = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        foreach (var link in ((string[])["Replication", "Analytics", "KafkaToPostgres", "Cli"]).Select(job => Path.Combine(Jobs, job)))
        {
            if (string.Equals(new DirectoryInfo(link).LinkTarget, program, StringComparison.Ordinal))
                continue;
            if (Directory.Exists(link) || new FileInfo(link).LinkTarget is not null)
                File.Delete(link);
            Directory.CreateSymbolicLink(link, program);
        }
    }
}
