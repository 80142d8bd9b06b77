using System.Diagnostics;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Report;

/// <summary><c>./pipeline report</c>: pages that anybody can open, made from the run tables.</summary>
internal static class ReportVerb
{
    private const int UsualLimit = 100;

    /// <summary>No run is kept waiting longer for the report that follows it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<ReportOptions>("./pipeline report", args, async (options, context) =>
        {
            options.Validate();
            var folder = ReportFolder.Of(ProjectFolder.Find());
            await using var servers = await ShopServers.OpenWhatIsThereAsync(ProjectFolder.Find(), Console.Error.WriteLine, context.Cancellation);
            var data = await WriteAsync(folder, servers, options.Limit, context.Cancellation);
            foreach (var unread in data.Unread)
                await Console.Error.WriteLineAsync(unread.ToString());
            var runs = data.Runs.Count;
            context.Output.Line($"{Counted.Of(runs, "run")} in {folder.Index}");
            context.Output.Result(new { index = folder.Index, metrics = folder.Metrics, runs });
            if (options.Open)
                Open(folder.Index);
        });

    /// <summary>Makes it anew after a run, where somebody wants it: it was made once. A report that cannot be made fails no run.</summary>
    /// <param name="project">Whose report.</param>
    /// <param name="open">Both servers, or null where the run had no use for MySQL: then they are opened for this.</param>
    public static async Task RefreshAsync(ProjectFolder project, ShopServers? open)
    {
        var folder = ReportFolder.Of(project);
        if (!File.Exists(folder.Index))
            return;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await using var opened = open is null ? await ShopServers.OpenWhatIsThereAsync(project, _ => { }, patience.Token) : null;
            var data = await WriteAsync(folder, open ?? opened!, UsualLimit, patience.Token);
            foreach (var unread in data.Unread.Where(unread => unread.IsPassing))
                await Console.Error.WriteLineAsync($"report: {unread}");
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"report: not made anew, as it took longer than {Patience.TotalSeconds:N0} s.");
        }
        catch (Exception error) when (error is UnauthorizedAccessException || ServerErrors.Explain(error) is not null)
        {
            await Console.Error.WriteLineAsync($"report: not made anew. {ServerErrors.Explain(error)?.Message ?? ServerErrors.FirstLine(error.Message)}");
        }
    }

    /// <summary>Writes all pages and the metrics; returns what they show. One at a time, so that who read earlier does not write later.</summary>
    /// <exception cref="PipelineException">No job's runs can be read, or the folder cannot be written (exit 3).</exception>
    public static async Task<ReportData> WriteAsync(ReportFolder folder, ShopServers servers, int limit, CancellationToken cancellation)
    {
        try
        {
            return await WriteAllAsync(folder, servers, limit, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(
                ExitCode.CannotConnect,
                $"The report cannot be written in {folder.Path}: {ServerErrors.FirstLine(error.Message)}",
                "Make room there, or give your user the right to write there, or name another folder in PIPELINE_RUNS.",
                error);
        }
    }

    private static async Task<ReportData> WriteAllAsync(ReportFolder folder, ShopServers servers, int limit, CancellationToken cancellation)
    {
        using var turn = await folder.LockAsync(cancellation);
        var data = await ReportData.ReadAsync(servers, limit, cancellation);
        var pages = new ReportPages();
        foreach (var proof in data.Runs)
            await folder.WriteAsync(ReportFolder.PageOf(proof.Run), pages.Run(proof, data.Made), cancellation);
        await folder.WriteAsync(Path.GetFileName(folder.Metrics), PrometheusText.Of(data, await folder.ReadMetricsAsync(cancellation)), cancellation);
        await folder.WriteAsync(Path.GetFileName(folder.Index), pages.Index(data), cancellation);
        folder.Tidy(data.Runs.Select(proof => ReportFolder.PageOf(proof.Run)).ToHashSet(StringComparer.Ordinal), data.Unread);
        return data;
    }

    private static void Open(string page)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(page) { UseShellExecute = true });
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new PipelineException(ExitCode.CannotConnect, $"No browser could be started: {error.Message}.", $"Open {page} yourself.", error);
        }
    }
}
