using System.Text.RegularExpressions;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Pipeline.Cli.Brokers.Internal;

/// <summary>How Kafka's broker is started, and asked whether it is well.</summary>
internal static partial class KafkaServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Everything after <c>java</c>.</summary>
    public static IReadOnlyList<string> Arguments(BrokerFolder folder, string jars, string settings, string logging, BrokerPorts ports)
    {
        var listeners = $"INSIDE://127.0.0.1:{ports.Inside},OUTSIDE://127.0.0.1:{ports.Outside}";
        return
        [
            "-Xms256m", "-Xmx512m", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true", $"-Dlog4j.configuration=file:{logging}",
            "-cp", Path.Combine(jars, "*"), "kafka.Kafka", settings,
            "--override", $"listeners={listeners}",
            "--override", $"advertised.listeners={listeners}",
            "--override", $"zookeeper.connect=127.0.0.1:{ports.ZooKeeper}",
            "--override", $"log.dirs={folder.KafkaData}",
        ];
    }

    public static IAdminClient Admin(string address) =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = address, ClientId = "pipeline-broker", ReconnectBackoffMs = 50, ReconnectBackoffMaxMs = 500 })
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler(static (_, _) => { })
            .Build();

    /// <summary>True when both listeners answer and the cluster has its controller: only then can a topic be made.</summary>
    public static async Task<bool> IsWellAsync(BrokerPorts ports)
    {
        foreach (var port in (int[])[ports.Inside, ports.Outside])
        {
            using var admin = Admin($"127.0.0.1:{port}");
            try
            {
                var cluster = await admin.DescribeClusterAsync(new DescribeClusterOptions { RequestTimeout = Patience });
                if (cluster.Controller is null || !cluster.Nodes.Exists(node => node.Port == port))
                    return false;
            }
            catch (KafkaException)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// True when every partition that has data on disk has its leader again. After a start the controller hands them out a moment
    /// after it has answered for the first time; until then a reader is told that a topic is not there.
    /// </summary>
    public static bool Leads(BrokerFolder folder, BrokerPorts ports)
    {
        var stored = Directory.EnumerateDirectories(folder.KafkaData).Select(Path.GetFileName).OfType<string>().Where(name => StoredPartition().IsMatch(name));
        using var admin = Admin($"127.0.0.1:{ports.Outside}");
        try
        {
            var led = admin.GetMetadata(Patience).Topics.SelectMany(
                topic => topic.Partitions.Where(partition => partition.Leader >= 0).Select(partition => $"{topic.Topic}-{partition.PartitionId}"));
            return !stored.Except(led, StringComparer.Ordinal).Any();
        }
        catch (KafkaException)
        {
            return false;
        }
    }

    /// <summary>How many offsets a topic has given out; none when it is not there.</summary>
    public static long Offsets(string address, string topic) => Sum(address, topic, marks => marks.High);

    /// <summary>How many offsets a topic still holds: messages expire.</summary>
    public static long Messages(string address, string topic) => Sum(address, topic, marks => marks.High - marks.Low);

    private static long Sum(string address, string topic, Func<WatermarkOffsets, long> count)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = address, GroupId = "pipeline-broker" }).Build();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var known = admin.GetMetadata(Patience).Topics.Find(other => string.Equals(other.Topic, topic, StringComparison.Ordinal));
        return known?.Partitions.Sum(partition => count(consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition.PartitionId), Patience))) ?? 0;
    }

    /// <summary>topic-0, and neither topic-0.1234abcd-delete nor the like.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9._-]+-\d+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StoredPartition();
}
