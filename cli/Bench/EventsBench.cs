using System.Globalization;
using Pipeline.Cli.Brokers;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Spectre.Console;

namespace Pipeline.Cli.Bench;

/// <summary>
/// Measures the events job on a real broker against the practical limit: one binary COPY of the same rows into a table of the same keys.
/// Each run measures both in turn, so that a machine whose speed drifts still gives honest ratios.
/// </summary>
internal sealed class EventsBench(EventsBenchOptions options, JobContext context)
{
    private const string Database = "bench_events";
    private const string Rows = "topic, partition, \"offset\", event_id, user_id, product_id, event_type, session_id, properties, is_duplicate, occurred_at, received_at, ingested_at";

    private string _topic = "";

    public async Task RunAsync()
    {
        options.Validate();
        var project = ProjectFolder.Find();
        var home = await ServerHome.FindAsync(project, context.Output.Line, context.Cancellation);
        var folder = Path.Combine(home.Path, "bench");
        await using var postgres = await PrivatePostgres.StartAsync(Path.Combine(folder, "postgres"), context.Output.Line, context.Cancellation);
        await ShopSchema.PrepareAsync(postgres, Database, context.Cancellation);
        var installation = await KafkaInstallation.EnsureAsync(project.Root, project.Installed, context.Output.Line, context.Cancellation);
        var kafka = await NativeKafka.StartAsync(installation, Path.Combine(project.Private, "bench", "kafka"), BrokerPorts.Free(), context.Cancellation);
        try
        {
            context.Output.Line($"{postgres.Product} and Kafka at {kafka.BootstrapServers}, {Environment.ProcessorCount} cores; {options.Count:N0} events, {options.On} …");
            _topic = await FilledAsync(kafka);
            Show(await MeasureAsync(postgres, kafka, Path.Combine(folder, "events.copy")));
        }
        finally
        {
            if (!kafka.WasRunning)
                await kafka.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>The topic that an earlier bench filled, or a new one. What is not whole goes: one whose filling was broken off, or whose messages expire.</summary>
    private async Task<string> FilledAsync(NativeKafka kafka)
    {
        var count = options.Count.ToString(CultureInfo.InvariantCulture);
        foreach (var topic in kafka.Topics($"bench_{count}_"))
        {
            if (kafka.Messages(topic) == options.Count)
                return topic;
            await kafka.DeleteAsync(topic);
        }

        var made = $"bench_{count}_{Guid.CreateVersion7():N}";
        _ = await CommandAsync(kafka.BootstrapServers, null, "events", "--topic", made, "--count", count, "--bad-every", "100", "--bad-kinds", "NotJson,MissingField,ImpossibleDate");
        return made;
    }

    private async Task<EventsFigures> MeasureAsync(PrivatePostgres postgres, NativeKafka kafka, string file)
    {
        var url = postgres.Url(PrivatePostgres.Superuser, Database);
        List<Measurement> limit = [], ours = [];
        for (var i = 0; i < options.Runs; i++)
        {
            await ExecuteAsync(url, "truncate kafka_events, kafka_events_rejected, kafka_offsets, pipeline_runs cascade; drop table if exists bench_limit; checkpoint");
            ours.Add(await CommandAsync(kafka.BootstrapServers, postgres.Url(ShopRoles.Events, Database), "kafka-to-postgres", "--on", options.On, "--topic", _topic));
            if (i == 0)
                _ = await ShellAsync($"{postgres.ClientCommand(PrivatePostgres.Superuser, Database)} -c 'copy (select {Rows} from kafka_events order by ctid) to stdout (format binary)' > '{file}'");
            await ExecuteAsync(url, "create table bench_limit (like kafka_events including all); truncate kafka_events; checkpoint");
            limit.Add(await ShellAsync($"{postgres.ClientCommand(PrivatePostgres.Superuser, Database)} -c 'copy bench_limit ({Rows}) from stdin (format binary)' < '{file}'"));
            context.Output.Line(string.Create(CultureInfo.InvariantCulture, $"run {i + 1} of {options.Runs}: limit {limit[^1].Seconds:N2} s, ours {ours[^1].Seconds:N2} s"));
        }
        File.Delete(file);
        return EventsFigures.Of(options.Count, limit, ours);
    }

    private Task<Measurement> CommandAsync(string servers, DatabaseUrl? target, params string[] words)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [ShopBroker.Variable] = servers };
        if (target is not null)
            environment["POSTGRES_URL"] = target.WithPassword();
        return MeasuredProcess.RunAsync(Environment.ProcessPath!, [typeof(EventsBench).Assembly.Location, "run", .. words], environment, context.Cancellation);
    }

    private Task<Measurement> ShellAsync(string command) => MeasuredProcess.RunAsync(
        "bash", ["-c", command], new Dictionary<string, string>(StringComparer.Ordinal), context.Cancellation);

    private async Task ExecuteAsync(DatabaseUrl url, string sql)
    {
        await using var connection = await PostgresConnections.OpenAsync(url, "pipeline bench", context.Cancellation);
        foreach (var statement in sql.Split(';'))
            await connection.ExecuteAsync(statement, context.Cancellation);
    }

    private void Show(EventsFigures figures)
    {
        var table = new Table().AddColumns("measured", "median seconds", "× limit");
        table.AddRow("(a) one binary copy into the same keys: the limit", Number(figures.LimitSeconds), "1.00");
        table.AddRow("(b) kafka-to-postgres, from start to committed", Number(figures.OursSeconds), Number(figures.Ratio));
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        context.Output.Console.Write(table);
        context.Output.Line($"Peak memory of our processes: {figures.PeakMb:N0} MB.");
        context.Output.Result(figures);
    }

    private static string Number(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
