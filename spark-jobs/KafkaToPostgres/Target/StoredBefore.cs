using Npgsql;
using Pipeline.Common;
using Pipeline.KafkaToPostgres.Plan;

namespace Pipeline.KafkaToPostgres.Target;

/// <summary>
/// What the tables hold already of the offsets that a pass stores: rows are there where somebody set kafka_offsets back. A message that was
/// rejected then may be an event now, or the other way round, where <c>events.sql</c> was mended in between.
/// </summary>
internal sealed class StoredBefore(NpgsqlConnection connection, OffsetPlan plan, string staging)
{
    /// <summary>Whether there are any rows, asked before the pass adds its own: two looks at the end of an index for each partition.</summary>
    public Task<bool> ExistsAsync(CancellationToken cancellation) => connection.ScalarAsync<bool>(
        """
        select coalesce(bool_or(
            greatest(
                (select max("offset") from kafka_events where topic = @p0 and partition = r.number),
                (select max("offset") from kafka_events_rejected where topic = @p0 and partition = r.number)
            ) >= r.start
        ), false)
        from unnest(@p1, @p2) as r (number, start)
        """,
        cancellation,
        plan.Topic.Topic,
        plan.Ranges.Select(range => range.Partition).ToArray(),
        plan.Ranges.Select(range => range.Start).ToArray());

    /// <summary>Takes the messages that are events from the rejected ones: each offset stands in one table.</summary>
    public Task<int> FreeEventsAsync(CancellationToken cancellation) => connection.ExecuteAsync(
        $"""
        delete from kafka_events_rejected as r
        using {staging} as s, kafka_events as e
        where r.topic = @p0 and r.partition = s.partition and r."offset" = s."offset"
            and e.topic = @p0 and e.partition = s.partition and e."offset" = s."offset"
        """,
        cancellation,
        plan.Topic.Topic);
}
