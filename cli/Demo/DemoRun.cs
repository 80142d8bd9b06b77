using System.Diagnostics;
using Pipeline.Cli.Run;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Demo;

/// <summary>The steps of the demo, in order; the first that fails ends it.</summary>
internal sealed class DemoRun(DemoOptions options, JobContext context)
{
    private readonly List<DemoStep> _steps = [];

    /// <summary>Runs all steps and shows what came of them; without a result when a job failed, whose exit code it then returns.</summary>
    public async Task<(ExitCode Code, DemoResult? Result)> RunAsync()
    {
        var output = context.Output;
        foreach (var (job, args) in Jobs())
            SparkRun.Prepare(job, RunPlace.Embedded, args);
        await using var servers = await TimeAsync("servers", OpenAsync);
        SayWhatRuns(servers);
        if (options.Keep)
            servers.Keep();

        foreach (var (job, args) in Jobs())
        {
            output.Line();
            var code = await TimeAsync(job.Name, () => job.RunOnAsync(servers, args));
            context.Cancellation.ThrowIfCancellationRequested();
            if (code != ExitCode.Done)
                return (code, null);
        }

        var events = new DemoEvents(servers, context);
        output.Line();
        var stored = await TimeAsync("events", () => events.RunAsync(options.ForJob()));
        context.Cancellation.ThrowIfCancellationRequested();
        if (stored != ExitCode.Done)
            return (stored, null);

        var result = new DemoResult(_steps, await ShopFigures.ReadAsync(servers.MySql, context.Cancellation));
        new ClosingScreen(output.Console).Show(result);
        await events.ShowAsync();
        new NextSteps(output, servers).Show(options.Keep);
        return (ExitCode.Done, result);
    }

    private IEnumerable<(Job Job, IReadOnlyList<string> Args)> Jobs() =>
        [(Job.Generate, options.ForGenerator()), (Job.Replication, options.ForJob()), (Job.Analytics, options.ForJob())];

    private Task<ShopServers> OpenAsync() => ShopServers.OpenAsync(ProjectFolder.Find(), ShopNeeds.Both, layOutGiven: true, context.Output.Line, context.Cancellation);

    private void SayWhatRuns(ShopServers servers)
    {
        if (servers.PrivatePostgres is null)
            context.Output.Line($"PostgreSQL of POSTGRES_URL at {DatabaseUrl.Postgres().Address}: the demo has laid it out, and fills it");
        if (servers.PrivateMySql is null)
            context.Output.Line($"MySQL of MYSQL_URL at {servers.MySql.Address}: the demo has laid it out, and fills it");
        foreach (var server in new PrivateServer?[] { servers.PrivatePostgres, servers.PrivateMySql })
        {
            if (server is not null)
                context.Output.Line($"{server.Product} {(server.WasRunning ? "runs already" : "started")} on 127.0.0.1:{server.Port}, data in {server.Path}");
        }
    }

    private async Task<T> TimeAsync<T>(string name, Func<Task<T>> step)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await step();
        _steps.Add(new DemoStep(name, Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 2)));
        return result;
    }
}
