using Pipeline.Spark.Sql;

namespace Pipeline.Engines.Tests.Kafka;

/// <summary>What a scan of format kafka is told wrongly is said when it is planned, before any broker is asked.</summary>
public sealed class KafkaScanOptionsTests
{
    [Theory]
    [InlineData("subscribe", "a,b", "names several topics: a,b")]
    [InlineData("startingOffsets", "yesterday", "startingOffsets is not of the form it takes")]
    [InlineData("startingOffsets", """{"other": {"0": 1}}""", "startingOffsets is not of the form it takes")]
    [InlineData("endingOffsets", """{"t": {"0": -3}}""", "endingOffsets is not of the form it takes")]
    [InlineData("endingOffsets", """{"t": {"zero": 1}}""", "endingOffsets is not of the form it takes")]
    [InlineData("endingOffsets", """{"t": {"0": 99999999999999999999}}""", "endingOffsets is not of the form it takes")]
    [InlineData("failOnDataLoss", "perhaps", "failOnDataLoss is perhaps")]
    [InlineData("includeHeaders", "1", "includeHeaders is 1")]
    [InlineData("kafka.default.api.timeout.ms", "0", "kafka.default.api.timeout.ms is 0")]
    [InlineData("minPartitions", "8", "minPartitions")]
    [InlineData("kafka.group.id", "mine", "kafka.group.id")]
    public void A_wrong_option_is_named_with_what_was_found(string option, string value, string said)
    {
        var error = Should.Throw<SparkEngineException>(() => Load((option, value)));

        error.Message.ShouldContain(said);
    }

    [Theory]
    [InlineData("subscribe")]
    [InlineData("kafka.bootstrap.servers")]
    public void A_missing_option_is_named(string option)
    {
        var error = Should.Throw<SparkEngineException>(() => Load((option, null)));

        error.Message.ShouldContain(option);
    }

    [Fact]
    public void Right_options_need_no_broker_until_rows_are_asked_for()
    {
        Should.NotThrow(() => Load(("startingOffsets", """{"t": {"0": 17, "1": -2}}"""), ("endingOffsets", "latest"), ("kafka.request.timeout.ms", "1000")));
    }

    private static void Load(params (string Name, string? Value)[] changes)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal) { ["kafka.bootstrap.servers"] = "127.0.0.1:1", ["subscribe"] = "t" };
        foreach (var (name, value) in changes)
        {
            if (value is null)
                options.Remove(name);
            else
                options[name] = value;
        }
        var spark = SparkSession.Builder().AppName("options").GetOrCreate();
        try
        {
            _ = spark.Read().Format("kafka").Options(options).Load();
        }
        finally
        {
            spark.Stop();
        }
    }
}
