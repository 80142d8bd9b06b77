using Confluent.Kafka;
using Pipeline.Cli.Servers;
using Pipeline.Common;

namespace Pipeline.Cli.Doctor;

/// <summary>Whether the broker answers that the events come from. Where none is named or runs, one line says who would need it.</summary>
internal sealed class BrokerChecks(ProjectFolder project)
{
    private const string Subject = "Kafka broker";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<Finding> RunAsync(CancellationToken cancellation)
    {
        var isBesideOwnServers = string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("POSTGRES_URL"));
        return (ShopBroker.Given ?? ShopBroker.Own(project, isBesideOwnServers)) is { } brokers
            ? await Task.Run(() => Of(brokers), cancellation).WaitAsync(cancellation)
            : new Finding(Subject, $"none is named, and none of ours runs; only kafka-to-postgres needs one ({ShopBroker.Variable}, or ./pipeline up)");
    }

    /// <summary>What the brokers at an address, host:port, say of themselves.</summary>
    internal static Finding Of(string brokers)
    {
        using var client = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = brokers, ClientId = "pipeline-doctor" })
            .SetLogHandler(static (_, _) => { })
            .SetErrorHandler(static (_, _) => { })
            .Build();
        try
        {
            var found = client.GetMetadata(Patience);
            var topics = found.Topics.Count(topic => !topic.Topic.StartsWith("__", StringComparison.Ordinal));
            return new Finding(Subject, $"{brokers}, {Counted.Of(found.Brokers.Count, "broker")} with {Counted.Of(topics, "topic")}");
        }
        catch (KafkaException error)
        {
            return new Finding(Subject, $"none answers at {brokers} within {Patience.TotalSeconds:N0} s: {error.Error.Reason}", $"Start it, or correct {ShopBroker.Variable}.");
        }
    }
}
