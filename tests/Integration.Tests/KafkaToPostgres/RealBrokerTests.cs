using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;
using Pipeline.Integration.Tests.Kafka;
using Pipeline.Integration.Tests.Servers;
using Pipeline.KafkaToPostgres.Target;

namespace Pipeline.Integration.Tests.KafkaToPostgres;

[Trait("needs", "java, maven")]
public sealed class RealBrokerTests(TestServers servers, NativeKafkaFixture fixture) : IClassFixture<NativeKafkaFixture>
{
    [Fact]
    public async Task Messages_of_every_kind_big_ones_too_are_stored_once()
    {
        var kafka = await fixture.StartAsync();
        await using var place = new EventsPlace(await servers.CreatePostgresAsync(), kafka.BootstrapServers);
        await place.SendAsync(8000, "--bad-every", "40");

        await place.RunWellAsync();

        (await place.CountAsync("kafka_events_rejected")).ShouldBe(200);
        (await place.NumberAsync("select count(*) from kafka_events_rejected where reason like 'properties is too long%' and length(value) > 1000000")).ShouldBeGreaterThan(0);
        (await place.NumberAsync("select count(*) from kafka_offsets where topic_id is not null")).ShouldBe(4);
        await place.ShouldHoldEachOnceAsync(8000);
    }

    [Fact]
    public async Task Events_of_a_transaction_that_was_aborted_are_not_stored()
    {
        const string topic = "transactional";
        var kafka = await fixture.StartAsync();
        await Topics.MakeAsync(kafka.BootstrapServers, topic, 1);
        await using var place = new EventsPlace(await servers.CreatePostgresAsync(), kafka.BootstrapServers, topic: topic);
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = kafka.BootstrapServers, TransactionalId = "shop" }).Build();
        producer.InitTransactions(TimeSpan.FromSeconds(30));

        foreach (var (attempt, commits) in new[] { ("first", false), ("again", true), ("last", false) })
        {
            producer.BeginTransaction();
            foreach (var id in Enumerable.Range(0, 3))
                await producer.ProduceAsync(topic, new() { Value = $$"""{"attempt": "{{attempt}}", "id": {{id}}}""" }, TestContext.Current.CancellationToken);
            if (commits)
                producer.CommitTransaction();
            else
                producer.AbortTransaction();
        }
        await place.RunWellAsync();

        // Three times three messages, each three with a marker behind them; the messages are no events, and stand among the rejected.
        (await place.CountAsync("kafka_events_rejected")).ShouldBe(3);
        (await place.NumberAsync("select count(*) from kafka_events_rejected where convert_from(value, 'UTF8') like '%again%'")).ShouldBe(3);
        (await place.NumberAsync("select next_offset from kafka_offsets")).ShouldBe(12);
        (await place.RunAsync("--verify")).ShouldEnd(ExitCode.Done);
    }

    [Fact]
    public async Task What_waits_behind_an_open_transaction_is_lag_until_that_ends()
    {
        const string topic = "open";
        var kafka = await fixture.StartAsync();
        await Topics.MakeAsync(kafka.BootstrapServers, topic, 1);
        await using var place = new EventsPlace(await servers.CreatePostgresAsync(), kafka.BootstrapServers, topic: topic);
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = kafka.BootstrapServers, TransactionalId = "slow shop", TransactionTimeoutMs = 300_000 }).Build();
        producer.InitTransactions(TimeSpan.FromSeconds(30));
        await place.SendAsync("before");
        producer.BeginTransaction();
        foreach (var value in (string[])["one", "two", "three"])
            await producer.ProduceAsync(topic, new() { Value = value }, TestContext.Current.CancellationToken);
        await place.SendAsync("behind");

        (await place.RunWellAsync()).Output.ShouldContain("lag 4; 4 offsets wait behind an open transaction.");
        (await place.RunWellAsync()).Output.ShouldContain("are stored; 4 offsets wait behind an open transaction.");
        var verified = (await place.RunAsync("--verify")).ShouldEnd(ExitCode.Done).Output;

        verified.ShouldContain("the broker holds 0 to 4, 4 to read, 4 of them behind an open transaction.");
        (await place.NumberAsync("select lag from pipeline_run_partitions")).ShouldBe(4);
        (await place.NumberAsync("select log_end_offset - next_offset from kafka_offsets")).ShouldBe(4);
        await using var following = place.Start("--follow", "--interval", "0.2");
        await UntilLookedAsync(place, following, times: 3);
        producer.CommitTransaction();
        await place.UntilStoredAsync(5, following);
        LibC.Signal(following.Id, LibC.Terminate);
        var followed = (await following.EndAsync()).Output;

        followed.Split($"{topic}: nothing to read; 4 offsets wait behind an open transaction.").Length.ShouldBe(2, followed);
        followed.ShouldContain("lag 0.");
        (await place.RunWhenFreeAsync()).Output.ShouldContain("nothing new");
        (await place.RunAsync("--verify")).ShouldEnd(ExitCode.Done);
    }

    [Fact]
    public async Task A_partition_added_is_read_from_its_start_and_a_topic_made_anew_is_refused()
    {
        const string topic = "changing";
        var kafka = await fixture.StartAsync();
        await using var place = new EventsPlace(await servers.CreatePostgresAsync(), kafka.BootstrapServers, topic: topic);
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = kafka.BootstrapServers }).Build();
        await place.SendAsync(400);
        await place.RunWellAsync();

        await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = topic, IncreaseTo = 5 }]);
        await place.SendAsync(400, "--skip", "400");
        var grown = await place.RunWellAsync();

        grown.Output.ShouldContain($"Partition 4 of {topic} is new: it is read from its first offset, 0.");
        await place.ShouldHoldEachOnceAsync(800);

        await admin.DeleteTopicsAsync([topic]);
        await Topics.MakeAsync(kafka.BootstrapServers, topic, 5);
        await place.SendAsync(2000, "--skip", "800");
        var refused = (await place.RunAsync()).ShouldEnd(ExitCode.DataRefused);

        refused.Errors.ShouldContain($"{topic} was deleted and made anew since the last run");
        (await place.RunAsync("--verify")).ShouldEnd(ExitCode.ProofFailed).Errors.ShouldContain("it was made anew");
        (await place.CountAsync("kafka_events")).ShouldBe(800);
    }

    /// <summary>Each look at the broker begins with one at kafka_offsets.</summary>
    private static async Task UntilLookedAsync(EventsPlace place, JobProcess process, int times)
    {
        const string latest = $"select query_start from pg_stat_activity where datname = current_database() and application_name = '{EventsRun.Application}' and query like 'select partition, topic_id%'";
        HashSet<object> looks = [];
        await Waiting.UntilAsync(process, async () =>
        {
            if (await place.Postgres.ScalarAsync(latest) is { } look)
                looks.Add(look);
            return looks.Count >= times;
        });
    }
}
