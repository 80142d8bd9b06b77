using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Kafka;

/// <summary>Makes the topics of tests.</summary>
internal static class Topics
{
    /// <summary>Makes a topic. One of that name which is being deleted stands in the way for a moment, though the broker names it no more.</summary>
    /// <param name="broker">The broker's address.</param>
    /// <param name="topic">Its name, which no other topic has.</param>
    /// <param name="partitions">How many it gets.</param>
    public static async Task MakeAsync(string broker, string topic, int partitions)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker }).Build();
        await Waiting.UntilAsync(() => IsMadeAsync(admin, topic, partitions));
    }

    private static async Task<bool> IsMadeAsync(IAdminClient admin, string topic, int partitions)
    {
        try
        {
            await admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = 1 }]);
            return true;
        }
        catch (CreateTopicsException error) when (error.Results.TrueForAll(result => result.Error.Code is ErrorCode.TopicAlreadyExists))
        {
            return false;
        }
    }
}
