using System.Globalization;

namespace Pipeline.ClassRecorder;

/// <summary>
/// An application of a local Spark that takes the paths of jobs through it, without a database, while its JVM records which classes it loads
/// (AppCDS). PythonRunner starts it, for <c>./pipeline spark install</c> and where images are built.
/// </summary>
internal static class Program
{
    private const string Query = """
        select id % 7 as part, count(*) as rows, sum(cast(id as decimal(12, 2))) as total, max(cast(id as string)) as last,
            min(timestamp_seconds(id)) as first
        from range(0, 10000, 1, 4)
        group by id % 7
        order by part
        """;

    // Nobody listens there: the classes on the way to a database are loaded before that is noticed.
    private static readonly (string Url, string Driver)[] Databases =
    [
        ("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1", "org.postgresql.Driver"),
        ("jdbc:mysql://127.0.0.1:1/none?permitMysqlScheme&connectTimeout=500", "org.mariadb.jdbc.Driver"),
        ("jdbc:mysql://127.0.0.1:1/none?connectTimeout=500", "com.mysql.cj.jdbc.Driver"),
    ];

    public static async Task<int> Main()
    {
        if (Variable("PYSPARK_GATEWAY_PORT") is not { } port || Variable("PYSPARK_GATEWAY_SECRET") is not { } secret || Variable("SPARK_HOME") is not { } home)
        {
            await Console.Error.WriteLineAsync("error: PYSPARK_GATEWAY_PORT, PYSPARK_GATEWAY_SECRET or SPARK_HOME is not set: only spark-submit starts this.\n  Type: ./pipeline spark install");
            return 2;
        }

        using var jvm = await JvmGateway.ConnectAsync(int.Parse(port, CultureInfo.InvariantCulture), secret);
        await RecordAsync(jvm, Path.Combine(home, "jars"));
        return 0;
    }

    private static async Task RecordAsync(JvmGateway jvm, string jars)
    {
        var builder = await jvm.CallAsync("z:org.apache.spark.sql.classic.SparkSession", "builder");
        await jvm.CallAsync(builder, "config", "sspark.plugins", "sorg.apache.spark.sql.connect.SparkConnectPlugin");
        await jvm.CallAsync(builder, "config", "sspark.connect.grpc.binding.address", "s127.0.0.1");
        await jvm.CallAsync(builder, "config", "sspark.connect.grpc.binding.port", "s0");
        var session = await jvm.CallAsync(builder, "getOrCreate");

        var rows = await jvm.CallAsync(session, "sql", $"s{JvmGateway.Escaped(Query)}");
        await jvm.CallAsync(rows, "createOrReplaceTempView", "ssums");
        await jvm.CallAsync(rows, "collectAsList");
        var writer = await jvm.CallAsync(await jvm.CallAsync(rows, "write"), "format", "snoop");
        await jvm.CallAsync(await jvm.CallAsync(writer, "mode", "soverwrite"), "save");
        foreach (var (url, driver) in Databases)
            await TryDatabaseAsync(jvm, session, url, driver);
        await TryBrokerAsync(jvm);
        await new UnreachedClasses(jvm).LoadAsync(jars);
        await jvm.CallAsync(session, "stop");
    }

    private static async Task TryDatabaseAsync(JvmGateway jvm, string session, string url, string driver)
    {
        var reader = await jvm.CallAsync(await jvm.CallAsync(session, "read"), "format", "sjdbc");
        foreach (var (name, value) in ((string, string)[])[("url", url), ("driver", driver), ("dbtable", "none")])
            reader = await jvm.CallAsync(reader, "option", $"s{name}", $"s{value}");
        try
        {
            await jvm.CallAsync(reader, "load");
        }
        catch (JvmException)
        {
            // As expected: there is no database.
        }
    }

    /// <summary>Builds what an executor reads a topic with, and lets it look for a broker.</summary>
    private static async Task TryBrokerAsync(JvmGateway jvm)
    {
        var settings = await jvm.NewAsync("java.util.HashMap");
        foreach (var name in (string[])["key.deserializer", "value.deserializer"])
            await jvm.CallAsync(settings, "put", $"s{name}", "sorg.apache.kafka.common.serialization.ByteArrayDeserializer");
        await jvm.CallAsync(settings, "put", "sbootstrap.servers", "s127.0.0.1:1");
        var consumer = await jvm.NewAsync("org.apache.kafka.clients.consumer.KafkaConsumer", $"r{settings}");
        var partition = await jvm.NewAsync("org.apache.kafka.common.TopicPartition", "snone", "i0");
        await jvm.CallAsync(consumer, "assign", $"r{await jvm.CallAsync("z:java.util.Collections", "singletonList", $"r{partition}")}");
        await jvm.CallAsync(consumer, "poll", $"r{await jvm.CallAsync("z:java.time.Duration", "ofMillis", "i100")}");
        await jvm.CallAsync(consumer, "close");
        await jvm.CallAsync("z:java.lang.Class", "forName", "sorg.apache.kafka.common.protocol.Errors");
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
}
