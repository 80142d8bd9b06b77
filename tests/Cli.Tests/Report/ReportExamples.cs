using Pipeline.Cli.Demo;
using Pipeline.Cli.History;
using Pipeline.Cli.Report;

namespace Pipeline.Cli.Tests.Report;

/// <summary>Runs as their jobs would have recorded them.</summary>
internal static class ReportExamples
{
    private static readonly DateTime Began = new(2026, 3, 1, 4, 0, 0, DateTimeKind.Utc);

    public static RunProof Replication { get; } = new(
        new RecordedRun("nightly", 2, "replication", "4.0.4", "done", 0, "00000003-0000001B-1", null, Began, Began.AddSeconds(12.5), 5_000),
        [
            new RecordedTable("public.orders", "orders_replica", 5_000, 5_000, 400_000, "09a6c27ee4a501748e7", "09a6c27ee4a501748e7", 2.5, "create table `x` (a int)", "index <b> is not carried"),
            new RecordedTable("public.users", "users_replica", 10, 10, null, null, null, 0.1, null, null),
        ],
        []);

    public static RunProof Failed { get; } = new(
        new RecordedRun("nightly", 1, "replication", "4.0.4", "failed", 3, null, "<script>alert(1)</script> is away", Began.AddMinutes(-9), Began.AddMinutes(-8), null), [], []);

    public static RunProof Events { get; } = new(
        new RecordedRun("dag_kafka_stream.manual__2026-03-01T04:05:00+00:00", 1, "kafka-to-postgres", "embedded 1.0", "done", 0, "my_topic", null, Began.AddMinutes(5), Began.AddMinutes(6), 40),
        [],
        [new RecordedPartition(1, 0, 0, 42, 40, 38, 1, 2, "{[17,19)}", 7)]);

    public static ReportData Data { get; } = new(
        Began.AddHours(1),
        [Events, Replication, Failed],
        [Events.Run, Replication.Run],
        [Replication.Run, Events.Run],
        [.. Replication.Tables.Select(table => (Replication.Run.Job, table))],
        [],
        new ShopPictures(new([new MonthOfOrders("2026-02", 4), new MonthOfOrders("2026-03", 8)]), new([new TopProduct("Tablet \"X\" & Co", "Computers", 2, 99.5m)])),
        new EventFigures(new([new EventMinute("2026-03-01 04:04", 38)]), new([new PartitionLag("my_topic", 0, 7, Began.AddMinutes(6))])));
}
