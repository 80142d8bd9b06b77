using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Drill.Jobs;

/// <summary>The events, in a topic of each round's own. What the tables should hold is what the broker says of each partition.</summary>
internal sealed partial class EventsDrill(DrillServers servers, int seed) : DrilledJob(servers)
{
    public const string Job = "kafka-to-postgres";

    private const int MessagesPerRun = 3000;

    private string _topic = "";
    private int _sent;

    public override string Name => Job;

    public override string Role => ShopRoles.Events;

    public override bool UsesPostgres => true;

    public override bool UsesMySql => false;

    public override bool UsesKafka => true;

    public override string PublishingWord => "commit";

    public override string Question => $"""
        select concat_ws(' ',
            (select count(*) from kafka_events where topic = '{_topic}'), 'events,',
            (select count(*) from kafka_events_rejected where topic = '{_topic}'), 'rejected, offsets',
            (select sum(next_offset) from kafka_offsets where topic = '{_topic}'))
        """;

    protected override IReadOnlyList<string> Options => ["--topic", _topic];

    public static string NewTopic(int seed, int round) => string.Create(CultureInfo.InvariantCulture, $"drill_{seed}_{round}_{Guid.CreateVersion7():N}");

    /// <summary>True for a topic that a drill made, and for no other that begins so.</summary>
    public static bool IsTopic(string name) => OfADrill().IsMatch(name);

    /// <summary>A new topic, and an undisturbed run, so that readers have something to lose.</summary>
    public override async Task BeginRoundAsync(int round, CancellationToken cancellation)
    {
        await using (var connection = await Servers.OpenPostgresAsync(cancellation))
        {
            foreach (var table in (string[])["kafka_events", "kafka_events_rejected", "kafka_offsets", "pipeline_run_partitions"])
                await connection.ExecuteAsync($"delete from {table} where topic = @p0", cancellation, _topic);
        }

        // A broker keeps what an earlier drill of the same seed sent: a name that comes but once.
        _topic = NewTopic(seed, round);
        _sent = 0;
        await ChangeAsync(cancellation);
        await RunWellAsync(cancellation);
    }

    public override async Task ChangeAsync(CancellationToken cancellation)
    {
        string[] words =
        [
            "run", "events", "--topic", _topic, "--bootstrap-servers", Servers.Broker.BootstrapServers, "--folder", Servers.Broker.Folder,
            "--count", $"{MessagesPerRun}", "--skip", $"{_sent}", "--seed", $"{seed}", "--bad-every", "100", "--bad-kinds", "NotJson,MissingField",
        ];
        await using var attempt = Attempt.Start(words, Servers.EnvironmentFor(Role));
        RequireDone("Sending events", await attempt.EndAsync(cancellation));
        _sent += MessagesPerRun;
    }

    /// <summary>Each offset that the broker holds must be stored once, as an event or as a rejected message.</summary>
    public override async Task<Damage> CompareAsync(CancellationToken cancellation)
    {
        var expected = Servers.Broker.Offsets(_topic)
            .SelectMany(partition => Range(partition.Value.Low, partition.Value.High).Select(offset => $"{partition.Key}:{offset}"));
        await using var connection = await Servers.OpenPostgresAsync(cancellation);
        return Damage.Between(expected, await connection.QueryAsync(
            """
            select partition || ':' || "offset" from kafka_events where topic = @p0
            union all
            select partition || ':' || "offset" from kafka_events_rejected where topic = @p0
            """,
            row => row.GetString(0),
            cancellation,
            _topic));
    }

    public override async Task<IReadOnlyList<string>> LeftoversAsync(CancellationToken cancellation)
    {
        await using var connection = await Servers.OpenPostgresAsync(cancellation);
        return await connection.QueryAsync(
            """
            select 'table ' || tablename from pg_tables where schemaname = 'events_staging'
            union all
            select 'a record of a running attempt, run ' || run_id from pipeline_runs where topic = @p0 and outcome = 'running'
            """,
            row => row.GetString(0),
            cancellation,
            _topic);
    }

    [GeneratedRegex("^drill_-?[0-9]+_[0-9]+_[0-9a-f]{32}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfADrill();

    private static IEnumerable<long> Range(long low, long high)
    {
        for (var offset = low; offset < high; offset++)
            yield return offset;
    }
}
