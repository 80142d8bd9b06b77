using System.Globalization;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Spectre.Console;

namespace Pipeline.Cli.Bench;

/// <summary>
/// Measures replication of one table against the practical limit: the pipe from psql's copy into load data. Each run measures all
/// of them in turn, so that a machine whose speed drifts still gives honest ratios.
/// </summary>
internal sealed class ReplicationBench(ReplicationBenchOptions options, JobContext context)
{
    public async Task RunAsync()
    {
        options.Validate();
        var home = await ServerHome.FindAsync(ProjectFolder.Find(), context.Output.Line, context.Cancellation);
        var folder = Path.Combine(home.Path, "bench");
        var starting = (
            PrivatePostgres.StartAsync(Path.Combine(folder, "postgres"), context.Output.Line, context.Cancellation),
            PrivateMySql.StartAsync(Path.Combine(folder, "mysql"), context.Output.Line, context.Cancellation));
        await using var postgres = await starting.Item1;
        await using var mysql = await starting.Item2;

        context.Output.Line($"{postgres.Product} and {mysql.Product}, {Environment.ProcessorCount} cores; {options.Rows:N0} rows like the shop's orders …");
        await BenchTable.CreateAsync(postgres, options.Rows, context.Cancellation);
        await ShopSchema.PrepareAsync(mysql, BenchTable.Database, context.Cancellation);

        if (options.ChangedShare is not null)
        {
            await new ChangedBench(options, postgres, mysql, context).RunAsync();
            return;
        }

        var commands = new ReplicationCommands(postgres, mysql, context.Cancellation);
        List<Measurement> limit = [], proven = [], unproven = [], planned = [];
        for (var i = 0; i < options.Runs; i++)
        {
            limit.Add(await commands.LimitAsync());
            proven.Add(await commands.ReplicationAsync("--on", options.On, "--mode", "full"));
            unproven.Add(await commands.ReplicationAsync("--on", options.On, "--no-proof"));
            planned.Add(await commands.OursAsync("plan"));
            context.Output.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"run {i + 1} of {options.Runs}: limit {limit[^1].Seconds:N2} s, proven {proven[^1].SecondsToRecord:N2} s (ended {proven[^1].Seconds:N2} s), without proof {unproven[^1].Seconds:N2} s, plan {planned[^1].Seconds:N2} s"));
        }
        Show(ReplicationFigures.Of(options.Rows, limit, proven, unproven, planned));
    }

    private void Show(ReplicationFigures figures)
    {
        var table = new Table().AddColumns("measured", "median seconds", "× limit");
        table.AddRow("(a) psql copy | load data: the limit", Number(figures.LimitSeconds), "1.00");
        table.AddRow("(b) replication, published and proven", Number(figures.PublishedSeconds), Number(figures.RatioPublished));
        table.AddRow("    until its process has ended", Number(figures.ProvenSeconds), Number(figures.RatioProven));
        table.AddRow("(c) replication, published without proof", Number(figures.UnprovenSeconds), Number(figures.RatioUnproven));
        table.AddRow("(d) plan with its fidelity scan, nothing moved", Number(figures.PlanSeconds), Number(figures.RatioPlan));
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        context.Output.Console.Write(table);
        context.Output.Line($"Peak memory of our processes: {figures.PeakMb:N0} MB.");
        context.Output.Result(figures);
    }

    private static string Number(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
