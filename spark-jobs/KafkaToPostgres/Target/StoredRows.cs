using Npgsql;
using Pipeline.Common;
using Pipeline.KafkaToPostgres.Verification;

namespace Pipeline.KafkaToPostgres.Target;

/// <summary>Finds, in one look at the tables, which offsets of a topic they hold, lack, hold twice, or hold though no run recorded them.</summary>
internal static class StoredRows
{
    private const string Sql = """
        with place as not materialized (
            select partition, "offset", true as is_event from kafka_events where topic = @p0
            union all
            select partition, "offset", false as is_event from kafka_events_rejected where topic = @p0
        ),

        inside as (
            select o.partition, p."offset", p.is_event
            from kafka_offsets as o
            join place as p on p.partition = o.partition and p."offset" >= o.first_offset and p."offset" < o.next_offset
            where o.topic = @p0
            union all
            select partition, unnest(array[first_offset - 1, next_offset]), null from kafka_offsets where topic = @p0
        ),

        step as (
            select partition, "offset", is_event, lead("offset") over (partition by partition order by "offset") as next_offset from inside
        ),

        found as (
            select
                partition,
                count(*) filter (where is_event) as events,
                count(*) filter (where not is_event) as rejected,
                range_agg(int8range("offset" + 1, next_offset)) filter (where next_offset > "offset" + 1) as missing,
                range_agg(int8range("offset", "offset" + 1)) filter (where next_offset = "offset") as twice
            from step
            group by partition
        ),

        stray as (
            select p.partition, p."offset", p."offset" - dense_rank() over (partition by p.partition order by p."offset") as island
            from place as p
            left join kafka_offsets as o on o.topic = @p0 and o.partition = p.partition
            where o.partition is null or p."offset" < o.first_offset or p."offset" >= o.next_offset
        ),

        island as (
            select partition, int8range(min("offset"), max("offset") + 1) as offsets from stray group by partition, island
        ),

        outside as (
            select partition, range_agg(offsets) as offsets from island group by partition
        ),

        -- The offsets of a topic made anew count from its first again, and so do those set back to it: what was recorded before says nothing of them.
        beginning as (
            select o.partition, max(r.stored_at) as at
            from kafka_offsets as o
            left join pipeline_run_partitions as r on r.topic = @p0 and r.partition = o.partition and r.begin_offset = o.first_offset
            where o.topic = @p0
            group by o.partition
        ),

        known as (
            select r.partition, range_agg(gap) as gaps
            from beginning as b
            join pipeline_run_partitions as r on r.topic = @p0 and r.partition = b.partition and (b.at is null or r.stored_at >= b.at)
            cross join lateral unnest(r.gaps) as gap
            group by r.partition
        ),

        recorded as (
            select partition, topic_id, first_offset, next_offset from kafka_offsets where topic = @p0
        )

        select
            partition,
            o.topic_id,
            coalesce(o.first_offset, 0) as first_offset,
            coalesce(o.next_offset, 0) as next_offset,
            coalesce(f.events, 0) as events,
            coalesce(f.rejected, 0) as rejected,
            coalesce(k.gaps, '{}')::text as gaps,
            (coalesce(f.missing, '{}') - coalesce(k.gaps, '{}'))::text as missing,
            coalesce(f.twice, '{}')::text as twice,
            coalesce(s.offsets, '{}')::text as outside
        from recorded as o
        full join outside as s using (partition)
        left join found as f using (partition)
        left join known as k using (partition)
        order by partition
        """;

    /// <summary>What stands there of each partition; none where nothing of the topic does.</summary>
    public static Task<List<VerifiedPartition>> ReadAsync(NpgsqlConnection connection, string topic, CancellationToken cancellation) => connection.QueryAsync(
        Sql,
        row => new VerifiedPartition
        {
            Partition = row.GetInt32(0),
            TopicId = row.IsDBNull(1) ? null : row.GetString(1),
            First = row.GetInt64(2),
            Next = row.GetInt64(3),
            Events = row.GetInt64(4),
            Rejected = row.GetInt64(5),
            Gaps = row.GetString(6),
            Missing = row.GetString(7),
            Twice = row.GetString(8),
            Outside = row.GetString(9),
        },
        cancellation,
        topic);
}
