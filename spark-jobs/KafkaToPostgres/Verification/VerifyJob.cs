using Npgsql;
using Pipeline.Common;
using Pipeline.KafkaToPostgres.Broker;
using Pipeline.KafkaToPostgres.Target;

namespace Pipeline.KafkaToPostgres.Verification;

/// <summary>
/// Checks that every offset from where a topic's first run began to where its last one ended stands in kafka_events or in
/// kafka_events_rejected, exactly once, save for those that a run recorded as holding no message; and, where a broker is given, that its
/// topic is the one stored and gave up nothing unread. Reads PostgreSQL at one moment, then the broker; writes nothing.
/// </summary>
internal sealed class VerifyJob(EventsSettings settings, DatabaseUrl target, JobContext context)
{
    private bool HasBroker => settings.Servers.Length > 0;

    /// <summary>Checks.</summary>
    /// <exception cref="PipelineException">Tables and broker differ (exit 5), the topic was never read or is gone (exit 4), or the broker is away (exit 3).</exception>
    public async Task RunAsync()
    {
        var (topic, stored, others) = await StoredAsync();
        var partitions = HasBroker ? await ComparedAsync(topic, stored) : stored;

        foreach (var p in partitions)
            context.Output.Line(p.Sentence());
        var unsound = partitions.Where(p => !p.IsSound).ToList();
        context.Output.Line(Closing(topic, unsound.Count == 0, partitions));
        foreach (var other in others)
            context.Output.Line($"Not compared: topic {other}; name it with --topic {other}");
        context.Output.Result(new
        {
            topic,
            sound = unsound.Count == 0,
            broker = HasBroker ? settings.Servers : null,
            toRead = HasBroker ? partitions.Sum(p => p.ToRead) : null,
            partitions,
            notCompared = others,
        });
        if (unsound.Count > 0)
            throw EventsErrors.NotWhole(topic, partitions.Count, unsound);
    }

    /// <summary>The topic asked for, or the only one there is, and what the tables hold of it; where none was asked for, also the topics that are left.</summary>
    private async Task<(string Topic, IReadOnlyList<VerifiedPartition> Partitions, IReadOnlyList<string> Others)> StoredAsync()
    {
        await using var connection = await PostgresConnections.OpenAsync(target, "pipeline verify events", context.Cancellation);
        try
        {
            var stored = await StoredRows.ReadAsync(connection, settings.Topic, context.Cancellation);
            var topics = await StoredOffsets.TopicsAsync(connection, context.Cancellation);
            if (stored.Count > 0)
                return (settings.Topic, stored, settings.TopicGiven ? [] : [.. topics.Where(topic => topic != settings.Topic)]);
            if (settings.TopicGiven || topics is not [var only] || await StoredOffsets.HasRunAsync(connection, settings.Topic, context.Cancellation))
                throw EventsErrors.NothingStored(settings.Topic, target.Address, topics);

            context.Output.Line($"{settings.Topic} was never read; the only topic that was is {only}.");
            return (only, await StoredRows.ReadAsync(connection, only, context.Cancellation), []);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            throw EventsErrors.NotLaidOut(target.Address, error);
        }
    }

    private async Task<IReadOnlyList<VerifiedPartition>> ComparedAsync(string topic, IReadOnlyList<VerifiedPartition> stored)
    {
        using var reader = new TopicReader(settings with { Topic = topic });
        return BrokerComparison.Of(stored, await reader.ReadAsync(stored.Any(p => p.TopicId is not null), context.Cancellation));
    }

    private string Closing(string topic, bool sound, IReadOnlyList<VerifiedPartition> partitions) =>
        $"{topic}: {(sound ? "whole" : "not whole")}; "
        + (HasBroker
            ? $"the tables were held against the broker at {settings.Servers}, which has {Counted.Of(partitions.Sum(p => p.ToRead) ?? 0, "offset that is", "offsets that are")} still to be read."
            : $"the tables alone were verified: {EventsSettings.ServersSetting} is not set, so no broker was asked what it holds.");
}
