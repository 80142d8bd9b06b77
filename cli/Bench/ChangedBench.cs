using System.Globalization;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Spectre.Console;

namespace Pipeline.Cli.Bench;

/// <summary>
/// Measures a rerun of replication when nothing has changed, when rows lying together have, and when rows anywhere have, against the pipe
/// that copies everything. Of the changed rows nine in twenty are updated, as many get another key, one in ten is deleted and comes again.
/// </summary>
internal sealed class ChangedBench(ReplicationBenchOptions options, PrivatePostgres postgres, PrivateMySql mysql, JobContext context)
{
    private readonly ReplicationCommands _commands = new(postgres, mysql, context.Cancellation);

    public async Task RunAsync()
    {
        var rows = Math.Max(1, (long)(options.Rows * options.ChangedShare!.Value));
        await RunJobAsync("--mode", "full");
        List<Measurement> limit = [], unchanged = [], together = [], anywhere = [];
        for (var i = 0; i < options.Runs; i++)
        {
            limit.Add(await _commands.LimitAsync());
            unchanged.Add(await RunJobAsync());
            await ChangeAsync($"order_id > {options.Rows - rows}");
            together.Add(await RunJobAsync());
            await ChangeAsync(string.Create(CultureInfo.InvariantCulture, $"order_id % {options.Rows / rows} = {i}"));
            anywhere.Add(await RunJobAsync());
            context.Output.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"run {i + 1} of {options.Runs}: limit {limit[^1].Seconds:N2} s, unchanged {unchanged[^1].Seconds:N2} s, changed together {together[^1].Seconds:N2} s, anywhere {anywhere[^1].Seconds:N2} s"));
        }
        await BenchTable.DropAsync(postgres, context.Cancellation);
        Show(ChangedFigures.Of(options.Rows, rows, limit, unchanged, together, anywhere));
    }

    private Task<Measurement> RunJobAsync(params string[] more) => _commands.ReplicationAsync(["--on", options.On, .. more]);

    private async Task ChangeAsync(string which)
    {
        await using var connection = await PostgresConnections.OpenAsync(postgres.Url(PrivatePostgres.Superuser, BenchTable.Database), "pipeline bench", context.Cancellation);
        await connection.ExecuteAsync(
            $"""
            create temporary table changing as select *, row_number() over (order by order_id) as n from {BenchTable.Name} where {which};
            update {BenchTable.Name} as t set status = t.status || '+', total_amount = t.total_amount + 1 from changing as c where c.order_id = t.order_id and c.n % 20 < 9;
            update {BenchTable.Name} as t set order_id = -t.order_id from changing as c where c.order_id = t.order_id and c.n % 20 between 9 and 17;
            delete from {BenchTable.Name} as t using changing as c where c.order_id = t.order_id and c.n % 20 > 17;
            insert into {BenchTable.Name}
            select (select max(order_id) from {BenchTable.Name}) + n, user_id, order_date, total_amount, 'again', delivery_date from changing where n % 20 > 17;
            drop table changing;
            """,
            context.Cancellation);
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
