using System.Globalization;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Spectre.Console;

namespace Pipeline.Cli.Bench;

/// <summary>
/// Measures a rerun of replication when nothing has changed, when rows lying together have, and when rows anywhere have, against the pipe
/// that copies everything.
/// </summary>
internal sealed class ChangedBench(ReplicationBenchOptions options, PrivatePostgres postgres, PrivateMySql mysql, JobContext context)
{
    private readonly ReplicationCommands _commands = new(postgres, mysql, context.Cancellation);

    public async Task RunAsync()
    {
        try
        {
            Show(await MeasureAsync());
        }
        finally
        {
            // The next bench must not take the changed table for a new one.
            await BenchTable.DropAsync(postgres, CancellationToken.None);
        }
    }

    private async Task<ChangedFigures> MeasureAsync()
    {
        var rows = Math.Max(1, (long)(options.Rows * options.ChangedShare!.Value));
        await RunJobAsync("--mode", "full");
        List<Measurement> limit = [], unchanged = [], together = [], anywhere = [];
        for (var i = 0; i < options.Runs; i++)
        {
            limit.Add(await _commands.LimitAsync());
            unchanged.Add(await RunJobAsync());
            await ChangeAsync(ChangedRows.Together(rows));
            together.Add(await RunJobAsync());
            await ChangeAsync(ChangedRows.Anywhere(rows, options.Rows, i));
            anywhere.Add(await RunJobAsync());
            context.Output.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"run {i + 1} of {options.Runs}: limit {limit[^1].Seconds:N2} s, unchanged {unchanged[^1].Seconds:N2} s, changed together {together[^1].Seconds:N2} s, anywhere {anywhere[^1].Seconds:N2} s"));
        }
        return ChangedFigures.Of(options.Rows, rows, limit, unchanged, together, anywhere);
    }

    private Task<Measurement> RunJobAsync(params string[] more) => _commands.ReplicationAsync(["--on", options.On, .. more]);

    private async Task ChangeAsync(string statements)
    {
        await using var connection = await PostgresConnections.OpenAsync(postgres.Url(PrivatePostgres.Superuser, BenchTable.Database), "pipeline bench", context.Cancellation);
        await connection.ExecuteAsync(statements, context.Cancellation);
        await connection.ExecuteAsync($"vacuum (analyze) {BenchTable.Name}", context.Cancellation);
        await connection.ExecuteAsync("checkpoint", context.Cancellation);
    }

    private void Show(ChangedFigures figures)
    {
        var table = new Table().AddColumns("measured", "median seconds", "× limit");
        table.AddRow("(a) psql copy | load data of all rows: the limit", Number(figures.LimitSeconds), "1.00");
        table.AddRow("(b) replication, nothing changed, proven", Number(figures.UnchangedSeconds), Number(figures.RatioUnchanged));
        table.AddRow($"(c) replication, {figures.ChangedRows:N0} rows changed, lying together", Number(figures.TogetherSeconds), Number(figures.RatioTogether));
        table.AddRow($"(d) replication, {figures.ChangedRows:N0} rows changed, anywhere", Number(figures.AnywhereSeconds), Number(figures.RatioAnywhere));
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        context.Output.Console.Write(table);
        context.Output.Line($"Peak memory of our processes: {figures.PeakMb:N0} MB.");
        context.Output.Result(figures);
    }

    private static string Number(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
