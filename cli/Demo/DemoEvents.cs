using Pipeline.Cli.Run;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Events;
using Spectre.Console;

namespace Pipeline.Cli.Demo;

/// <summary>The demo's events: made up, sent to a broker inside this process, brought into PostgreSQL, counted by the minute.</summary>
internal sealed class DemoEvents(ShopServers servers, JobContext context)
{
    /// <summary>A topic of the demo's own: its broker lives as long as the demo, and starts from nothing each time.</summary>
    public const string Topic = "demo_events";

    private const int ChartWidth = 78;

    // All kinds but the megabyte ones, of which a broker in memory would keep few.
    private static readonly string[] Send =
    [
        "--topic", Topic, "--count", "12000", "--bad-every", "200", "--bad-kinds",
        string.Join(',', Enum.GetValues<BadKind>().Where(kind => kind is not BadKind.HugeMessage)),
    ];

    /// <summary>Sends and stores; the exit code of whichever job failed.</summary>
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> jobOptions)
    {
        await ForgetAsync();
        var given = Environment.GetEnvironmentVariable(ShopBroker.Variable);
        var folder = Path.Combine(ProjectFolder.Find().Private, "demo-broker");
        using var broker = EmbeddedBroker.Start(folder);
        try
        {
            Environment.SetEnvironmentVariable(ShopBroker.Variable, broker.BootstrapServers);
            var sent = await EventGenerator.RunAsync([.. Send, "--folder", folder]);
            return sent == ExitCode.Done ? await Job.Events.RunOnAsync(servers, ["--topic", Topic, .. jobOptions]) : sent;
        }
        finally
        {
            Environment.SetEnvironmentVariable(ShopBroker.Variable, given);
        }
    }

    /// <summary>Draws how many events each minute saw.</summary>
    public async Task ShowAsync()
    {
        var minutes = await MinutesAsync();
        if (minutes.Count == 0)
            return;
        var chart = new BarChart().Width(ChartWidth).Label("Events per minute (kafka_events)").LeftAlignLabel();
        foreach (var minute in minutes)
            chart.AddItem(minute.Minute, minute.Events, Color.Aqua);
        context.Output.Line();
        context.Output.Console.Write(chart);
    }

    private async Task<IReadOnlyList<EventMinute>> MinutesAsync()
    {
        await using var connection = await PostgresConnections.OpenAsync(servers.Postgres(ShopRoles.Events), "pipeline demo", context.Cancellation);
        return await connection.QueryAsync(
            """
            select to_char(date_trunc('minute', occurred_at), 'HH24:MI') as minute, count(*)
            from kafka_events
            where topic = @p0 and not is_duplicate
            group by date_trunc('minute', occurred_at)
            order by date_trunc('minute', occurred_at)
            limit 12
            """,
            row => new EventMinute(row.GetString(0), row.GetInt64(1)),
            context.Cancellation,
            Topic);
    }

    /// <summary>Forgets the topic of an earlier demo, whose broker is gone.</summary>
    private async Task ForgetAsync()
    {
        var owner = servers.PrivatePostgres?.Url(PrivatePostgres.Superuser, ShopRoles.Database) ?? servers.Postgres(ShopRoles.Events);
        await using var connection = await PostgresConnections.OpenAsync(owner, "pipeline demo", context.Cancellation);
        foreach (var table in (string[])["kafka_events", "kafka_events_rejected", "kafka_offsets", "pipeline_run_partitions"])
            await connection.ExecuteAsync($"delete from {table} where topic = @p0", context.Cancellation, Topic);
    }
}
