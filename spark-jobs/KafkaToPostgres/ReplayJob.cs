using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.KafkaToPostgres.Lineage;
using Pipeline.KafkaToPostgres.Target;

namespace Pipeline.KafkaToPostgres;

/// <summary>
/// Judges the rejected messages of a topic again, after <c>events.sql</c> was mended. Reads kafka_events_rejected; in one transaction it moves
/// those that are events by now to kafka_events, and gives the others their reason of today. A rerun finds nothing left to move.
/// </summary>
internal sealed class ReplayJob(EventsSettings settings, DatabaseUrl target, JobContext context)
{
    private readonly CancellationToken _cancellation = context.Cancellation;

    public async Task RunAsync(RunOptions options)
    {
        await using var connection = await TopicLock.OpenAsync(target, settings.Topic, options, context);
        using var spark = EventsSession.Start();
        await using var stop = _cancellation.Register(spark.Stop);
        await EventsRun.ExecuteAsync(connection, spark.Version(), isReplay: true, options, settings.Topic, target, EventsLineage.OfRejected(target), async run =>
        {
            var staging = await run.Staging.CreateAsync(_cancellation);
            await StageAsync(spark, staging);
            var (moved, left) = await PublishAsync(run, staging);
            run.Lineage?.Writes(EventsLineage.OfRejected(target, moved));
            await run.Staging.DropPublishedAsync(staging);
            context.Output.Line($"{settings.Topic}: {Counted.Of(moved, "message that was rejected is an event", "messages that were rejected are events")} by now; {left:N0} stay rejected.");
            context.Output.Result(new { run.Identity.RunId, run.Identity.Attempt, settings.Topic, moved, left });
        }, context);
    }

    private Task StageAsync(SparkSession spark, string staging)
    {
        // A topic's name holds no quote: EventsSettings saw to it.
        var rejected = $"""
            (select "partition", "offset", key, value, headers::text as headers, received_at as "timestamp" from kafka_events_rejected where topic = '{settings.Topic}') as r
            """;
        spark.Read()
            .Format("jdbc")
            .Options(JdbcOptions.Postgres(target))
            .Option("dbtable", rejected)
            .Option("fetchsize", EventsSession.RowsPerFetch)
            .Load()
            .CreateOrReplaceTempView(MessageParser.View);
        return EventsSession.WriteAsync(spark.Sql(MessageParser.SqlOfRejected), target, staging);
    }

    private async Task<(long Moved, long Left)> PublishAsync(EventsRun run, string staging)
    {
        await using var transaction = await run.Connection.BeginTransactionAsync(_cancellation);
        await run.Connection.ExecuteAsync("set local enable_nestloop = off", _cancellation);
        var insert = new EventInsert(run.Connection, settings.Topic, staging);
        var events = await insert.EventsAsync(_cancellation);
        var duplicates = (await insert.DuplicatesAsync(_cancellation)).Values.Sum();
        var freed = await run.Connection.ExecuteAsync(
            $"""
            delete from kafka_events_rejected as r
            using kafka_events as e
            where r.topic = @p0 and e.topic = r.topic and e.partition = r.partition and e."offset" = r."offset"
            """,
            _cancellation,
            settings.Topic);
        await run.Connection.ExecuteAsync(
            $"""
            update kafka_events_rejected as r
            set reason = s.reason
            from {staging} as s
            where r.topic = @p0 and r.partition = s.partition and r."offset" = s."offset" and s.reason <> r.reason
            """,
            _cancellation,
            settings.Topic);
        var left = await run.Connection.ScalarAsync<long>("select count(*) from kafka_events_rejected where topic = @p0", _cancellation, settings.Topic);

        // More are freed where an offset stood in both tables.
        if (freed < events + duplicates)
            throw EventsErrors.NotAllStored(settings.Topic, events + duplicates, freed);
        await transaction.CommitAsync(_cancellation);
        return (freed, left);
    }
}
