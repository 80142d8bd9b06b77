using Pipeline.Common;
using Pipeline.Common.Lineage;
using Pipeline.KafkaToPostgres.Lineage;

namespace Pipeline.KafkaToPostgres.Tests;

public sealed class EventsLineageTests
{
    private static readonly DatabaseUrl Target = DatabaseUrl.Parse("POSTGRES_URL", "postgres://a:b@pg.example/shop", 5432, "postgres");

    [Fact]
    public void Both_tables_come_from_the_message()
    {
        var (events, rejected) = EventsLineage.OfTopic(Topics.Settings(), Target, 5, 2).ToList() is [var first, var second] ? (first, second) : default;

        ((Dataset[])[events, rejected]).Select(table => $"{table.Namespace} {table.Name} {table.Rows}").ShouldBe(
            ["postgres://pg.example:5432 shop.public.kafka_events 5", "postgres://pg.example:5432 shop.public.kafka_events_rejected 2"]);
        ((Dataset[])[events, rejected]).ShouldAllBe(table => table.MadeOf.Single().Namespace == "kafka://localhost:9092" && table.MadeOf.Single().Name == "t");
        From(events, "user_id").ShouldBe("value Transformation $.user_id of the JSON");
        From(events, "received_at").ShouldBe("timestamp Identity ");
        From(rejected, "headers").ShouldBe("headers Transformation to_json(headers)");
    }

    [Fact]
    public void The_columns_are_those_that_are_inserted() =>
        EventsLineage.OfTopic(Topics.Settings(), Target).SelectMany(table => table.Columns.Select(column => column.Name)).Distinct().Order(StringComparer.Ordinal).ShouldBe(
        [
            "event_id", "event_type", "headers", "key", "occurred_at", "offset", "partition", "product_id", "properties", "reason", "received_at", "session_id", "user_id", "value",
        ]);

    [Fact]
    public void Rejected_messages_that_are_events_by_now_come_from_their_table()
    {
        var events = EventsLineage.OfRejected(Target, 3).ShouldHaveSingleItem();

        events.MadeOf.ShouldHaveSingleItem().Name.ShouldBe("shop.public.kafka_events_rejected");
        From(events, "received_at").ShouldBe("received_at Identity ");
    }

    private static string From(Dataset table, string column) =>
        table.Columns.Single(c => c.Name == column).From.ShouldHaveSingleItem() is var from ? $"{from.Column} {from.Derivation} {from.How}" : "";
}
