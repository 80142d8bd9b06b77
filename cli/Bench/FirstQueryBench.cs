using System.Globalization;
using System.Text.Json;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Spark;
using Pipeline.Common;
using Spectre.Console;

namespace Pipeline.Cli.Bench;

/// <summary>
/// Measures how long spark-submit takes until a job has the answer of its first query, with and without what `spark install` prepares:
/// the class archive, and options for a JVM that lives a short time. The job is the time canary.
/// </summary>
internal sealed class FirstQueryBench(FirstQueryBenchOptions options, JobContext context)
{
    private static readonly string[] Prepared = ["spark.driver.extraJavaOptions", "spark.executor.extraJavaOptions"];

    public async Task RunAsync()
    {
        options.Validate();
        var project = ProjectFolder.Find();
        var installation = await SparkVerb.Installer(project, _ => { }).FindAsync(context.Cancellation);
        var cluster = SparkCluster.Of(project);
        if ((await cluster.StatusAsync(context.Cancellation))?.AliveWorkers.Any() != true)
            throw new PipelineException(ExitCode.CannotConnect, "No Spark master with a worker runs here.", "Type: ./pipeline spark up");
        await using var servers = await ShopServers.OpenAsync(project, ShopNeeds.Both, layOutGiven: false, context.Output.Line, context.Cancellation);
        servers.OfferTo(ShopRoles.Reader);

        var plainFile = $"{cluster.PropertiesFile}.plain";
        ConfFile.WriteWith(cluster.PropertiesFile, plainFile, Prepared, $"-Duser.timezone=UTC -Dlog4j.configurationFile={installation.Logging}");
        try
        {
            List<double> plain = [], ours = [];
            for (var i = 0; i < options.Runs; i++)
            {
                plain.Add(await SubmitAsync(installation, cluster, plainFile));
                ours.Add(await SubmitAsync(installation, cluster, cluster.PropertiesFile));
                context.Output.Line(string.Create(CultureInfo.InvariantCulture, $"run {i + 1} of {options.Runs}: plain {plain[^1]:N2} s, ours {ours[^1]:N2} s"));
            }
            Show(FirstQueryFigures.Of(plain, ours));
        }
        finally
        {
            File.Delete(plainFile);
        }
    }

    private async Task<double> SubmitAsync(SparkInstallation installation, SparkCluster cluster, string properties)
    {
        var program = typeof(Replication.ReplicationProgram).Assembly;
        var line = new SubmitLine(installation.SparkSubmit, cluster.Ports!.MasterUrl, properties).For(SparkBindings.Of(program), program.Location, ["--canary", "--json"]);
        var environment = installation.Environment.Where(variable => variable.Value is not null)
            .ToDictionary(variable => variable.Key, variable => variable.Value!, StringComparer.Ordinal);
        var ended = await MeasuredProcess.RunAsync(line[0], [.. line.Skip(1)], environment, context.Cancellation);
        return (FirstQuery(ended.Output!) - ended.BeganAt).TotalSeconds;
    }

    /// <summary>The result is the last object on standard output; a binding may print lines before it.</summary>
    internal static DateTimeOffset FirstQuery(string output)
    {
        using var result = JsonDocument.Parse(output[output.LastIndexOf('{')..(output.LastIndexOf('}') + 1)]);
        return result.RootElement.GetProperty("first_query").GetDateTimeOffset();
    }

    private void Show(FirstQueryFigures figures)
    {
        var table = new Table().AddColumns("measured", "median seconds", "× plain");
        table.AddRow("(a) spark-submit with Java's defaults", Number(figures.PlainSeconds), "1.00");
        table.AddRow("(b) spark-submit as `spark install` prepares it", Number(figures.OursSeconds), Number(figures.Ratio));
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        context.Output.Console.Write(table);
        context.Output.Result(figures);
    }

    private static string Number(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
