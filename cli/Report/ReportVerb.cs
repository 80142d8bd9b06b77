using System.Diagnostics;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Report;

/// <summary><c>./pipeline report</c>: pages that anybody can open, made from the run tables.</summary>
internal static class ReportVerb
{
    private const int UsualLimit = 100;

    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<ReportOptions>("./pipeline report", args, async (options, context) =>
        {
            options.Validate();
            var folder = ReportFolder.Of(ProjectFolder.Find());
            await using var servers = await ShopServers.OpenAsync(
                ProjectFolder.Find(), ShopNeeds.Both, layOutGiven: false, Console.Error.WriteLine, context.Cancellation);
            var runs = await WriteAsync(folder, servers, options.Limit, context.Cancellation);
            context.Output.Line($"{runs:N0} runs in {folder.Index}");
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
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            if (open is not null)
            {
                await WriteAsync(folder, open, UsualLimit, patience.Token);
                return;
            }

            await using var servers = await ShopServers.OpenAsync(project, ShopNeeds.Both, layOutGiven: false, _ => { }, patience.Token);
            await WriteAsync(folder, servers, UsualLimit, patience.Token);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OperationCanceledException || ServerErrors.Explain(error) is not null)
        {
            await Console.Error.WriteLineAsync($"The report in {folder.Path} was not made anew: {ServerErrors.FirstLine(error.Message)}");
        }
    }

    /// <summary>Writes all pages and the metrics; returns how many runs they show. One at a time, so that who read earlier does not write later.</summary>
    public static async Task<int> WriteAsync(ReportFolder folder, ShopServers servers, int limit, CancellationToken cancellation)
    {
        using var turn = await folder.LockAsync(cancellation);
        var data = await ReportData.ReadAsync(servers, limit, cancellation);
        foreach (var unread in data.Unread)
            await Console.Error.WriteLineAsync($"report: {unread}");
        var pages = new ReportPages();
        foreach (var proof in data.Runs)
            await folder.WriteAsync(ReportFolder.PageOf(proof.Run), pages.Run(proof, data.Made), cancellation);
        await folder.WriteAsync(Path.GetFileName(folder.Metrics), PrometheusText.Of(data), cancellation);
        await folder.WriteAsync(Path.GetFileName(folder.Index), pages.Index(data), cancellation);

        // Runs of a server that is away will be listed again.
        if (!data.Unread.Any(unread => unread.IsPassing))
            folder.Tidy(data.Runs.Select(proof => ReportFolder.PageOf(proof.Run)).ToHashSet(StringComparer.Ordinal));
        return data.Runs.Count;
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
