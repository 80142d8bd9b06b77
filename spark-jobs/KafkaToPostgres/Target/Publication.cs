using System.Data;
using Npgsql;
using Pipeline.Common;
using Pipeline.Common.Runs;
using Pipeline.KafkaToPostgres.Plan;

namespace Pipeline.KafkaToPostgres.Target;

/// <summary>Publishes a pass: events, rejected messages, offsets and the record of it, in one transaction.</summary>
internal sealed class Publication(NpgsqlConnection connection, RunIdentity run, OffsetPlan plan, string staging)
{
    private readonly string _topic = plan.Topic.Topic;

    /// <summary>Publishes.</summary>
    /// <param name="pass">Counts the passes of the attempt, from 1.</param>
    /// <param name="cancellation">Ends it before the commit; nothing is published then.</param>
    /// <returns>Null when an event turned out to be none whose message is not staged: nothing is published, and all is to be staged again with the messages.</returns>
    /// <exception cref="PipelineException">Somebody moved the offsets, or not every message would be stored; nothing is then.</exception>
    public async Task<IReadOnlyList<PartitionOutcome>?> PublishAsync(int pass, CancellationToken cancellation)
    {
        await connection.ExecuteAsync($"analyze {staging} (partition, reason)", cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);

        // The earlier of two events with one event_id is the first: the table is read in the order it was written.
        await connection.ExecuteAsync("set local synchronize_seqscans = off; set local work_mem = '64MB'", cancellation);
        await RequireUnmovedAsync(cancellation);

        var before = new StoredBefore(connection, plan, staging);
        var isRepeated = await before.ExistsAsync(cancellation);
        var insert = new EventInsert(connection, _topic, staging);
        var events = await insert.EventsAsync(cancellation);
        if (await insert.LacksMessagesAsync(cancellation))
            return null;
        var messages = new StagedMessages(connection, staging);
        var staged = await messages.CountAsync(plan, closely: false, cancellation);
        var good = staged.Values.Sum(partition => partition.Messages - partition.Rejected);
        var duplicates = events < good ? await insert.DuplicatesAsync(cancellation) : new Dictionary<int, long>();
        var stored = events + duplicates.Values.Sum() + await insert.RejectsAsync(cancellation);
        if (isRepeated)
            await before.FreeEventsAsync(cancellation);
        if (stored != staged.Values.Sum(partition => partition.Messages))
            staged = await messages.CountAsync(plan, closely: true, cancellation);
        await ProveAsync(staged, stored, cancellation);

        List<PartitionOutcome> outcomes = [];
        foreach (var range in plan.Ranges)
            outcomes.Add(await OutcomeAsync(range, staged.GetValueOrDefault(range.Partition), duplicates.GetValueOrDefault(range.Partition), cancellation));
        await MoveOffsetsAsync(cancellation);
        await RecordAsync(pass, outcomes, cancellation);
        await transaction.CommitAsync(cancellation);
        return outcomes;
    }

    private async Task RequireUnmovedAsync(CancellationToken cancellation)
    {
        await connection.ExecuteAsync("lock table kafka_offsets in share row exclusive mode", cancellation);
        var now = (await StoredOffsets.ReadAsync(connection, _topic, cancellation)).ToDictionary(offset => offset.Partition, offset => offset.Next);
        foreach (var range in plan.Ranges)
        {
            var found = now.TryGetValue(range.Partition, out var next) ? next : (long?)null;
            if (found != range.Stored)
                throw EventsErrors.Moved(_topic, range.Partition, range.Begin, found);
        }
    }

    /// <summary>Every message must be there now. Fewer new rows than messages are right only where rows were there before: a replay after offsets were set back by hand.</summary>
    private async Task ProveAsync(IReadOnlyDictionary<int, StagedPartition> staged, long stored, CancellationToken cancellation)
    {
        var messages = staged.Values.Sum(partition => partition.Messages);
        if (stored == messages)
            return;

        var found = await connection.ScalarAsync<long>(
            $"""
            select count(distinct (s.partition, s."offset"))
            from {staging} as s
            where exists (select from kafka_events as e where e.topic = @p0 and e.partition = s.partition and e."offset" = s."offset")
                or exists (select from kafka_events_rejected as r where r.topic = @p0 and r.partition = s.partition and r."offset" = s."offset")
            """,
            cancellation,
            _topic);
        if (found != messages)
            throw EventsErrors.NotAllStored(_topic, messages, found);
    }

    private async Task<PartitionOutcome> OutcomeAsync(PartitionRange range, StagedPartition? staged, long duplicates, CancellationToken cancellation)
    {
        var messages = staged?.Messages ?? 0;
        var rejected = staged?.Rejected ?? 0;
        var begin = range.Begin;
        return new()
        {
            Partition = range.Partition,
            Begin = begin,
            End = range.End,
            Messages = messages,
            Events = messages - rejected - duplicates,
            Duplicates = duplicates,
            Rejected = rejected,
            Gaps = await new StagedMessages(connection, staging).GapsAsync(range, messages, cancellation),
            GapOffsets = range.End - begin - messages,
            Lag = range.Lag,
        };
    }

    private async Task MoveOffsetsAsync(CancellationToken cancellation)
    {
        foreach (var range in plan.Ranges)
        {
            await connection.ExecuteAsync(
                """
                insert into kafka_offsets (topic, partition, topic_id, first_offset, next_offset, log_start_offset, log_end_offset, run_id)
                values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
                on conflict (topic, partition) do update set
                    topic_id = coalesce(excluded.topic_id, kafka_offsets.topic_id),
                    next_offset = excluded.next_offset,
                    log_start_offset = excluded.log_start_offset,
                    log_end_offset = excluded.log_end_offset,
                    run_id = excluded.run_id,
                    moved_at = now()
                """,
                cancellation,
                _topic,
                range.Partition,
                plan.Topic.Id,
                range.First,
                range.End,
                range.State.Begin,
                range.State.Next,
                run.RunId);
        }
    }

    private async Task RecordAsync(int pass, IEnumerable<PartitionOutcome> outcomes, CancellationToken cancellation)
    {
        foreach (var outcome in outcomes)
        {
            await connection.ExecuteAsync(
                """
                insert into pipeline_run_partitions (
                    run_id, attempt, pass, topic, partition, begin_offset, end_offset, messages, events, duplicates, rejected, gaps, lag
                )
                values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11::int8multirange, @p12)
                """,
                cancellation,
                run.RunId,
                run.Attempt,
                pass,
                _topic,
                outcome.Partition,
                outcome.Begin,
                outcome.End,
                outcome.Messages,
                outcome.Events,
                outcome.Duplicates,
                outcome.Rejected,
                outcome.Gaps,
                outcome.Lag);
        }
    }
}
