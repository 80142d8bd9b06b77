using Pipeline.Common;
using Pipeline.Common.Lineage;

namespace Pipeline.KafkaToPostgres.Lineage;

/// <summary>What OpenLineage is told of the events' tables: which part of a message, as events.sql reads it, each column comes from.</summary>
internal static class EventsLineage
{
    private static readonly DatasetColumn[] Message =
    [
        new("key", "binary"), new("value", "binary"), new("headers", "array"), new("partition", "int"), new("offset", "bigint"), new("timestamp", "timestamp"),
    ];

    /// <summary>The name among OpenLineage's jobs: topics are read apart.</summary>
    public static string Job(string topic) => $"{KafkaToPostgresProgram.Job}.{topic}";

    /// <summary>Both tables, made of a topic.</summary>
    /// <param name="settings">Which topic, and where it is.</param>
    /// <param name="target">Where the tables are.</param>
    /// <param name="events">Rows of kafka_events, or null while they are not known.</param>
    /// <param name="rejected">Rows of kafka_events_rejected.</param>
    public static IEnumerable<Dataset> OfTopic(EventsSettings settings, DatabaseUrl target, long? events = null, long? rejected = null)
    {
        var topic = Dataset.Kafka(settings.Servers, settings.Topic) with { Columns = Message };
        yield return Events(target, topic, "timestamp", events);
        yield return Rejected(target, topic) with { Rows = rejected };
    }

    /// <summary>The events that were found among the rejected messages.</summary>
    public static IEnumerable<Dataset> OfRejected(DatabaseUrl target, long? moved = null)
    {
        yield return Events(target, Dataset.Postgres(target, "public", "kafka_events_rejected"), "received_at", moved);
    }

    private static Dataset Events(DatabaseUrl target, Dataset messages, string time, long? rows) => Dataset.Postgres(target, "public", "kafka_events") with
    {
        MadeOf = [messages],
        Rows = rows,
        Columns =
        [
            Kept(messages, "partition", "integer"), Kept(messages, "offset", "bigint"),
            Read(messages, "event_id", "uuid"), Read(messages, "user_id", "bigint"), Read(messages, "product_id", "bigint"),
            Read(messages, "event_type", "varchar(32)"), Read(messages, "session_id", "varchar(64)"), Read(messages, "properties", "jsonb"),
            Read(messages, "occurred_at", "timestamptz"), Kept(messages, "received_at", "timestamptz", time),
        ],
    };

    private static Dataset Rejected(DatabaseUrl target, Dataset topic) => Dataset.Postgres(target, "public", "kafka_events_rejected") with
    {
        MadeOf = [topic],
        Columns =
        [
            Kept(topic, "partition", "integer"), Kept(topic, "offset", "bigint"),
            Kept(topic, "key", "bytea"), Kept(topic, "value", "bytea"),
            From(topic, "headers", "jsonb", "headers", Derivation.Transformation, "to_json(headers)"),
            From(topic, "reason", "text", "value", Derivation.Transformation, "why it is no event"),
            Kept(topic, "received_at", "timestamptz", "timestamp"),
        ],
    };

    private static DatasetColumn Kept(Dataset messages, string name, string type, string? field = null) => From(messages, name, type, field ?? name, Derivation.Identity, null);

    private static DatasetColumn Read(Dataset messages, string name, string type) => From(messages, name, type, "value", Derivation.Transformation, $"$.{name} of the JSON");

    private static DatasetColumn From(Dataset messages, string name, string type, string field, Derivation derivation, string? how) =>
        new(name, type) { From = [new(messages, field, derivation, how)] };
}
