using System.Globalization;
using Pipeline.Common;
using Spectre.Console;

namespace Pipeline.Cli.Bench;

/// <summary>
/// Measures each DAG from its trigger to its success, on a stack of its own; with <c>--stock</c> also one Spark task as Spark and Airflow
/// ship, in turn with ours, so that a machine whose speed drifts still gives an honest ratio. Airflow's scheduler runs on its defaults in both.
/// </summary>
internal sealed class DagBench(DagBenchOptions options, JobContext context)
{
    private const string Events = "dag_kafka_stream";

    public async Task RunAsync()
    {
        options.Validate();
        await using var stack = await BenchStack.StartAsync(ProjectFolder.Find(), context);
        List<DagTimes> replication = [], analytics = [], events = [], stock = [];
        for (var i = 0; i < options.Runs; i++)
        {
            replication.Add(await stack.MeasureAsync("dag_replication"));
            analytics.Add(await stack.MeasureAsync("dag_analytics"));
            events.Add(await stack.MeasureAsync(Events));
            if (options.Stock)
                stock.Add(await StockAsync(stack));
            context.Output.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"run {i + 1} of {options.Runs}: replication {replication[^1].Total:N1} s, analytics {analytics[^1].Total:N1} s, events {events[^1].Total:N1} s{(options.Stock ? $", stock {stock[^1].Total:N1} s" : "")}"));
        }

        Show(new()
        {
            Runs = options.Runs,
            Replication = DagTimes.Median(replication),
            Analytics = DagTimes.Median(analytics),
            KafkaStream = DagTimes.Median(events),
            Stock = options.Stock ? DagTimes.Median(stock) : null,
        });
    }

    private async Task<DagTimes> StockAsync(BenchStack stack)
    {
        await ChooseAsync(stack, StockSpark.Stock);
        var times = await stack.MeasureAsync(Events);
        await ChooseAsync(stack, StockSpark.Ours);
        return times;
    }

    private Task ChooseAsync(BenchStack stack, string program) => stack.Airflow.ExtraAsync(
        "spark_default", "spark", new Dictionary<string, string>(StringComparer.Ordinal) { ["deploy-mode"] = "client", ["spark-binary"] = program }, context.Cancellation);

    private void Show(DagFigures figures)
    {
        var table = new Table().AddColumns("trigger to success", "seconds", "scheduler", "submit", "job", "× stock");
        Add(table, "dag_replication", figures.Replication);
        Add(table, "dag_analytics", figures.Analytics);
        Add(table, Events, figures.KafkaStream, figures.RatioTotal);
        if (figures.Stock is { } stock)
            Add(table, $"{Events}, Spark as it ships", stock, ratio: 1);
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        context.Output.Console.Write(table);
        context.Output.Result(figures);
    }

    private static void Add(Table table, string name, DagTimes times, double? ratio = null) => table.AddRow(
        name, Number(times.Total), Number(times.Scheduler), Number(times.Submit), Number(times.Job), ratio is { } value ? Number(value) : "");

    private static string Number(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
