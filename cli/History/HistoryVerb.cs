using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.KafkaToPostgres;

namespace Pipeline.Cli.History;

/// <summary><c>./pipeline history [RUN]</c>: the latest runs, or the proof of one.</summary>
internal static class HistoryVerb
{
    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) =>
        JobHost.RunAsync<HistoryOptions>("./pipeline history", args, ShowAsync);

    private static async Task ShowAsync(HistoryOptions options, JobContext context)
    {
        options.Validate();
        await using var servers = options.Job is KafkaToPostgresProgram.Job
            ? await ShopServers.OpenAsync(ProjectFolder.Find(), ShopNeeds.Postgres, layOutGiven: false, Console.Error.WriteLine, context.Cancellation)
            : await ShopServers.OpenWhatIsThereAsync(ProjectFolder.Find(), Console.Error.WriteLine, context.Cancellation);
        var history = new RunHistory(servers, context.Cancellation);
        foreach (var job in options.Job is { } one ? [one] : RunHistory.Jobs)
        {
            if (await history.UnseenAsync(job) is { } reason)
                await Console.Error.WriteLineAsync($"Runs of {job} are left out: {reason}.");
        }

        var text = new HistoryText(context.Output.Console);
        if (options.RunId is not { } runId)
        {
            var runs = await history.LatestAsync(options.Job, options.Limit);
            text.Show(runs);
            context.Output.Result(new { runs });
            return;
        }

        var proofs = await history.ProofsAsync(runId, options.Job);
        if (proofs.Count == 0)
            throw new PipelineException(ExitCode.Usage, $"No run is called {runId}.", "`./pipeline history` lists the latest.");
        foreach (var proof in proofs)
            text.Show(proof);
        context.Output.Result(new { attempts = proofs });
    }
}
