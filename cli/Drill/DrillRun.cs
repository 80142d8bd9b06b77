using System.Diagnostics;
using System.Globalization;
using Pipeline.Cli.Drill.Faults;
using Pipeline.Cli.Drill.Jobs;
using Pipeline.Common;

namespace Pipeline.Cli.Drill;

/// <summary>All rounds of a drill: each fault strikes each job, one after another, on servers of the drill's own or on the running stack.</summary>
internal sealed class DrillRun(DrillOptions options, JobContext context)
{
    private readonly DrillPlan _plan = DrillPlan.From(options);
    private readonly List<CellResult> _results = [];
    private readonly Dictionary<string, TimeSpan> _usual = new(StringComparer.Ordinal);

    /// <summary>Runs them and shows the table.</summary>
    /// <exception cref="PipelineException">Something was lost, doubled, or seen that nobody should see (exit 5); no fault could be made (exit 3).</exception>
    public async Task RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await using var servers = await OpenAsync();
        context.Output.Line(
            $"{servers.Postgres.Product} and {servers.MySql.Product}; {_plan.Faults.Count} faults, {_plan.Jobs.Count} jobs, {_plan.Rounds:N0} rounds, seed {_plan.Seed}.");
        try
        {
            var jobs = await PrepareAsync(servers);
            for (var round = _plan.FirstRound; round < _plan.FirstRound + _plan.Rounds; round++)
                await RoundAsync(servers, jobs, round);
        }
        catch when (_results.Count > 0)
        {
            context.Output.Line("The drill ends early; what was done until then:");
            Show(began);
            throw;
        }

        Show(began);
        DrillVerdict.Judge(_results, _plan.Seed, $"{(_plan.OnSpark ? " --on spark" : "")}{(options.Here ? " --here" : "")}");
    }

    private async Task<DrillServers> OpenAsync()
    {
        var project = ProjectFolder.Find();
        if (options.Here)
            return await HereDrillServers.OpenAsync(project, _plan.OnSpark, options.Yes, context);
        var needsEvents = _plan.Jobs.Contains(EventsDrill.Job, StringComparer.Ordinal);
        return await PrivateDrillServers.StartAsync(
            project, needsEvents && (_plan.OnSpark || _plan.Faults.Any(fault => fault is RestartKafka)), _plan.OnSpark, context);
    }

    /// <summary>Fills the shop, and lets each job run once undisturbed: readers then have what they may lose, and the time it takes is known.</summary>
    private async Task<IReadOnlyList<DrilledJob>> PrepareAsync(DrillServers servers)
    {
        var shop = new DrilledShop(servers);
        await shop.FillAsync(context.Cancellation);
        DrilledJob[] all = [new ReplicationDrill(servers, shop), new AnalyticsDrill(servers, shop), new EventsDrill(servers, _plan.Seed)];
        List<DrilledJob> jobs = [.. all.Where(job => _plan.Jobs.Contains(job.Name, StringComparer.Ordinal))];
        foreach (var job in jobs)
        {
            await job.BeginRoundAsync(0, context.Cancellation);
            await job.ChangeAsync(context.Cancellation);
            await job.RunWellAsync(context.Cancellation);
            await job.ChangeAsync(context.Cancellation);
            var began = Stopwatch.GetTimestamp();
            await job.RunWellAsync(context.Cancellation);
            _usual[job.Name] = Stopwatch.GetElapsedTime(began);
            var damage = await job.CompareAsync(context.Cancellation);
            if (damage != default)
                throw new PipelineException(ExitCode.ProofFailed, $"Without any fault {job.Name} lost {damage.Lost:N0} rows and doubled {damage.Doubled:N0}.", "A drill begins from a pipeline that works: run `./pipeline verify`.");
            context.Output.Line(string.Create(CultureInfo.InvariantCulture, $"{job.Name}: {_usual[job.Name].TotalSeconds:N1} s undisturbed"));
        }

        return jobs;
    }

    private async Task RoundAsync(DrillServers servers, IReadOnlyList<DrilledJob> jobs, int round)
    {
        foreach (var job in jobs)
            await job.BeginRoundAsync(round, context.Cancellation);
        foreach (var fault in _plan.Faults)
        {
            foreach (var job in jobs)
                await CaseAsync(servers, job, fault, round);
        }
    }

    private async Task CaseAsync(DrillServers servers, DrilledJob job, IFault fault, int round)
    {
        var result = new CellResult { Fault = fault.Name, Job = job.Name, Round = round, NotRun = fault.WhyNot(job, servers) };
        if (result.NotRun is null)
        {
            var random = CaseRandom.Of(_plan.Seed, round, fault.Name, job.Name);
            result = await new DrillCase(servers, job, fault, context.Cancellation).RunAsync(round, random, _usual[job.Name]);
            Say(result);
        }

        _results.Add(result);
    }

    private void Say(CellResult result)
    {
        context.Output.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"round {result.Round}, {result.Fault}, {result.Job}: {result.RowsLost} lost, {result.RowsDoubled} doubled, {result.ReaderErrors} reader errors in {result.Reads:N0} reads, well after {result.SecondsToRecover:N1} s{(result.Hit ? "" : ", came too late")}"));
        foreach (var line in result.Troubles.Append(result.Remark).Append(result.NotRun is { } reason ? $"not made: {reason}" : null).OfType<string>())
            context.Output.Line($"  {line}");
    }

    private void Show(long began)
    {
        var cells = _plan.Faults.SelectMany(fault => _plan.Jobs.Select(job => Cell.Of(
            fault.Name, job, [.. _results.Where(result => string.Equals(result.Fault, fault.Name, StringComparison.Ordinal) && string.Equals(result.Job, job, StringComparison.Ordinal))])));
        var matrix = new Matrix(_plan.Seed, [.. cells]);
        context.Output.Console.Write(matrix.Draw());
        context.Output.Line(matrix.Excuse());
        context.Output.Line($"{_results.Count(result => result.Counts):N0} cases in {Stopwatch.GetElapsedTime(began).TotalMinutes:N1} minutes; the same moments again: --seed {_plan.Seed}.");
        context.Output.Result(new { _plan.Seed, _plan.Rounds, matrix.Cells, troubles = _results.Where(result => !result.IsClean) });
    }
}
