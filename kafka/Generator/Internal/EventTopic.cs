using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Pipeline.Common;

namespace Pipeline.Events.Internal;

/// <summary>Makes the topic when it is not there.</summary>
internal static class EventTopic
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Asks for it; if another program was quicker, that is as good.</summary>
    /// <exception cref="PipelineException">The broker refuses (exit 3).</exception>
    public static async Task EnsureAsync(IAdminClient admin, Metadata known, string topic, int partitions)
    {
        if (known.Topics.Exists(other => string.Equals(other.Topic, topic, StringComparison.Ordinal)))
            return;

        try
        {
            await admin.CreateTopicsAsync(
                [new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = -1 }],
                new CreateTopicsOptions { RequestTimeout = Patience, OperationTimeout = Patience });
        }
        catch (CreateTopicsException error) when (error.Results.TrueForAll(result => result.Error.Code is ErrorCode.TopicAlreadyExists))
        {
            // Somebody else was quicker.
        }
        catch (KafkaException error)
        {
            var reason = error is CreateTopicsException { Results: [var first, ..] } ? first.Error.Reason : error.Error.Reason;
            throw new PipelineException(
                ExitCode.CannotConnect,
                $"The broker does not make the topic {topic} with {partitions} partitions: {reason}.",
                "Correct --topic or --partitions, or make the topic beforehand.",
                error);
        }
    }
}
