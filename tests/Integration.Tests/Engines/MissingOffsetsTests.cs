using Confluent.Kafka;
using Pipeline.Events;
using Pipeline.Spark.Sql;

namespace Pipeline.Integration.Tests.Engines;

/// <summary>A topic that ends before the offsets that a scan was told to read.</summary>
public sealed class MissingOffsetsTests
{
    [Fact]
    public async Task Offsets_behind_the_end_are_lost_data_and_named()
    {
        using var broker = await BrokerAsync();
        using var spark = SparkSession.Builder().AppName("missing offsets").GetOrCreate();

        var error = Should.Throw<SparkEngineException>(() => _ = Scan(spark, broker, failOnDataLoss: true).Collect().ToList());

        error.ErrorClass.ShouldBe("DATA_LOST");
        error.Message.ShouldContain("t partition 0 no longer holds the offsets 100 to 149.");
    }

    [Fact]
    public async Task Where_a_loss_is_no_error_what_there_is_is_read()
    {
        using var broker = await BrokerAsync();
        using var spark = SparkSession.Builder().AppName("missing offsets").GetOrCreate();

        Scan(spark, broker, failOnDataLoss: false).Count().ShouldBe(100);
    }

    /// <summary>Its topics have four partitions; the first of this one has a hundred messages.</summary>
    private static async Task<EmbeddedBroker> BrokerAsync()
    {
        var broker = EmbeddedBroker.Start(Path.Combine(AppContext.BaseDirectory, $"broker-{Guid.CreateVersion7():N}"));
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = broker.BootstrapServers, MessageTimeoutMs = 20_000 }).Build();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            producer.ProduceAsync(new TopicPartition("t", 0), new Message<Null, string> { Value = $"{number}" }, TestContext.Current.CancellationToken)));
        return broker;
    }

    private static DataFrame Scan(SparkSession spark, EmbeddedBroker broker, bool failOnDataLoss) => spark.Read()
        .Format("kafka")
        .Option("kafka.bootstrap.servers", broker.BootstrapServers)
        .Option("subscribe", "t")
        .Option("startingOffsets", """{"t": {"0": 0, "1": 0, "2": 0, "3": 0}}""")
        .Option("endingOffsets", """{"t": {"0": 150, "1": 0, "2": 0, "3": 0}}""")
        .Option("failOnDataLoss", failOnDataLoss)
        .Option("kafka.default.api.timeout.ms", "2000")
        .Load();
}
