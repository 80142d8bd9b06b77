using Confluent.Kafka;
using Pipeline.Cli.Servers;
using Pipeline.Common;
using Pipeline.Events;
using Pipeline.Integration.Tests.Kafka;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Spark;

/// <summary>The same shop and the same messages through every engine: what stands in the tables afterwards is the same, byte by byte.</summary>
[Collection(SparkTests.Name)]
[Trait("needs", "java, maven")]
public sealed class ScenarioTests(TestSpark spark, TestServers servers, NativeKafkaFixture kafka)
{
    private const int Messages = 4000;

    private static readonly string[] EventColumns =
        ["topic", "partition", "\"offset\"", "event_id", "user_id", "product_id", "event_type", "session_id", "properties", "is_duplicate", "occurred_at", "received_at"];

    private static readonly string[] RejectedColumns = ["topic", "partition", "\"offset\"", "key", "value", "headers", "reason", "received_at"];

    [Theory]
    [InlineData(Engine.Spark)]
    [InlineData(Engine.Connect)]
    public async Task Every_table_is_the_same_as_of_the_embedded_engine(Engine engine)
    {
        var broker = (await kafka.StartAsync()).BootstrapServers;
        await using var source = await servers.CreatePostgresAsync();
        var topic = $"scenario_{engine}";
        await FillAsync(source, broker, topic);
        await using var expected = await Scenario.OpenAsync(Engine.Embedded, spark, servers, source, broker, topic);
        await using var actual = await Scenario.OpenAsync(engine, spark, servers, source, broker, topic);

        await RunAsync(expected);
        await RunAsync(actual);

        var tables = await TableBytes.MadeAsync(expected.Target);
        (await TableBytes.MadeAsync(actual.Target)).ShouldBe(tables);
        tables.Count.ShouldBe(7);
        foreach (var table in tables)
            await ShouldBeSameAsync(table, scenario => TableBytes.OfMySqlAsync(scenario.Target, table), atLeast: 20);
        await ShouldBeSameAsync("kafka_events", scenario => TableBytes.OfPostgresAsync(scenario.Events, "kafka_events", EventColumns), atLeast: 3000);
        await ShouldBeSameAsync("kafka_events_rejected", scenario => TableBytes.OfPostgresAsync(scenario.Events, "kafka_events_rejected", RejectedColumns), atLeast: 300);
        await ShouldBeSameAsync("kafka_offsets", scenario => TableBytes.OfPostgresAsync(scenario.Events, "kafka_offsets", "topic", "partition", "next_offset"), atLeast: 4);

        async Task ShouldBeSameAsync(string table, Func<Scenario, Task<List<string>>> read, int atLeast)
        {
            var rows = await read(expected);
            rows.Count.ShouldBeGreaterThanOrEqualTo(atLeast, table);
            var others = await read(actual);
            others.Except(rows, StringComparer.Ordinal).Take(2).ShouldBeEmpty($"{table}: {engine} has what the embedded engine has not");
            rows.Except(others, StringComparer.Ordinal).Take(2).ShouldBeEmpty($"{table}: the embedded engine has what {engine} has not");
            others.Count.ShouldBe(rows.Count, table);
        }
    }

    [Fact]
    public async Task A_message_in_nanoseconds_is_refused_on_Spark_and_read_by_the_embedded_engine()
    {
        const string topic = "nanoseconds";
        var started = await kafka.StartAsync();
        await Topics.MakeAsync(started.BootstrapServers, topic, 1);
        var broker = started.BootstrapServers;
        await using var source = await servers.CreatePostgresAsync();
        using (var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = broker }).Build())
        {
            var message = new Message<Null, string> { Value = "no event", Timestamp = new Timestamp(1_700_000_000_000_000_000, TimestampType.CreateTime) };
            await producer.ProduceAsync(topic, message, TestContext.Current.CancellationToken);
        }

        await using var scenario = await Scenario.OpenAsync(Engine.Spark, spark, servers, source, broker, topic);
        await using var process = scenario.StartEvents();
        var refused = (await process.EndAsync()).ShouldEnd(ExitCode.DataRefused);
        await using var embedded = await Scenario.OpenAsync(Engine.Embedded, spark, servers, source, broker, topic);
        await Scenario.RunWellAsync(() => embedded.StartEvents());

        refused.Errors.ShouldContain("such as that of a Kafka message in nanoseconds instead of milliseconds");
        (await embedded.Events.ScalarAsync("select extract(year from received_at at time zone 'UTC')::int from kafka_events_rejected")).ShouldBe(9999);
    }

    // Each would come out changed, or as the word Infinity, had it passed through double precision.
    private static readonly string[] Properties = ["""{"price":1.10}""", """{"n":[0.12345678901234567890,-1E5,{"x":0.0}]}""", """{"n":1e200000}""", """{"n":"\ud83d\ude00"}"""];

    private static async Task RunAsync(Scenario scenario)
    {
        await Scenario.RunWellAsync(() => scenario.StartReplication());
        await Scenario.RunWellAsync(() => scenario.StartAnalytics());
        await Scenario.RunWellAsync(() => scenario.StartEvents());
    }

    /// <summary>A shop in the source; on the broker events of which one in ten is none.</summary>
    private static async Task FillAsync(TestPostgres source, string broker, string topic)
    {
        await using var generate = JobProcess.Start(
            ["run", "generate", "--users", "100", "--products", "40", "--orders", "800"],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["POSTGRES_URL"] = source.Writer.WithPassword(), ["MYSQL_URL"] = "" });
        (await generate.EndAsync()).ShouldEnd(ExitCode.Done);
        (await EventGenerator.RunAsync(
            ["--bootstrap-servers", broker, "--topic", topic, "--count", $"{Messages}", "--bad-every", "10"])).ShouldBe(ExitCode.Done);
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = broker }).Build();
        foreach (var (number, properties) in Properties.Index())
        {
            await producer.ProduceAsync(topic, new Message<Null, string>
            {
                Value = $$"""{"event_id":"64bb9808-25bd-8fb1-b11d-c347f500900{{number}}","user_id":1,"event_type":"login","session_id":"08b64e8c-678e-8b38-a9be-e1605b423dec","occurred_at":"2026-01-01T00:00:00Z","properties":{{properties}}}""",
            });
        }
        foreach (var odd in OddMessages.All)
            await producer.ProduceAsync(topic, new Message<Null, string> { Value = odd });
    }
}
