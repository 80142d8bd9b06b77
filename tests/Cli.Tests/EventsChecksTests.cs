using Pipeline.Cli.Doctor;
using Pipeline.Common;

namespace Pipeline.Cli.Tests;

public sealed class EventsChecksTests
{
    private static readonly DatabaseUrl Url = DatabaseUrl.Parse("POSTGRES_URL", "postgres://ann:secret-word@db:5432/shop", 5432, "postgres");

    [Fact]
    public void Who_may_fill_them_is_well() => EventsChecks.Of(Url, [("kafka_events: insert", true, true)]).IsWell.ShouldBeTrue();

    [Fact]
    public void Who_only_reads_the_shop_is_well_and_told_what_that_means() =>
        EventsChecks.Of(Url, [("kafka_events: insert", true, false)]).ShouldBe(
            new Finding("the events' tables", "all are there; ann may not fill them, which only kafka-to-postgres needs"));

    [Fact]
    public void Who_has_but_some_of_the_rights_is_told_which_are_missing() =>
        EventsChecks.Of(Url, [("kafka_events: insert", true, true), ("kafka_offsets: update", true, false)]).ShouldBe(
            new Finding("the events' tables", "ann lacks kafka_offsets: update", "As a superuser type: grant events_writer to \"ann\";"));

    [Fact]
    public void A_database_of_ones_own_is_well_without_any_of_them() =>
        EventsChecks.Of(Url, [("kafka_events: insert", false, false), ("kafka_offsets: update", false, false)]).ShouldBe(
            new Finding("the events' tables", "not there; only kafka-to-postgres needs them (db/init_postgres.sql makes them)"));

    [Fact]
    public void Tables_that_are_missing_are_named_with_the_script_that_makes_them()
    {
        var finding = EventsChecks.Of(Url, [("kafka_events: insert", false, false), ("kafka_events: select", false, false), ("kafka_offsets: update", true, true)]);

        finding.Found.ShouldBe("missing: kafka_events");
        finding.Remedy.ShouldBe("As a superuser type: psql -h db -p 5432 -d shop -f db/init_postgres.sql");
    }
}
