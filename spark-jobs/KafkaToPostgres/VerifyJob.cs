using Npgsql;
using Pipeline.Common;

namespace Pipeline.KafkaToPostgres;

/// <summary>
/// Checks that every offset from where a topic's first run began to where its last one ended stands in kafka_events or in
/// kafka_events_rejected, exactly once, save for those that a run recorded as holding no message. Reads PostgreSQL alone, at one moment.
/// </summary>
internal sealed class VerifyJob(EventsSettings settings, DatabaseUrl target, JobContext context)
{
    private const string Sql = """
        with place as (
            select partition, "offset" from kafka_events where topic = @p0
            union all
            select partition, "offset" from kafka_events_rejected where topic = @p0
        ),

        inside as (
            select o.partition, p."offset"
            from kafka_offsets as o
            join place as p on p.partition = o.partition and p."offset" >= o.first_offset and p."offset" < o.next_offset
            where o.topic = @p0
            union all
            select partition, unnest(array[first_offset - 1, next_offset]) from kafka_offsets where topic = @p0
        ),

        step as (
            select partition, "offset", lead("offset") over (partition by partition order by "offset") as next_offset from inside
        ),

        found as (
            select
                partition,
                count(*) - 2 as stored,
                range_agg(int8range("offset" + 1, next_offset)) filter (where next_offset > "offset" + 1) as missing,
                range_agg(int8range("offset", "offset" + 1)) filter (where next_offset = "offset") as twice
            from step
            group by partition
        ),

        known as (
            select partition, range_agg(gap) as gaps
            from pipeline_run_partitions, unnest(gaps) as gap
            where topic = @p0
            group by partition
        )

        select
            o.partition,
            o.first_offset,
            o.next_offset,
            f.stored,
            coalesce(k.gaps, '{}')::text as gaps,
            (coalesce(f.missing, '{}') - coalesce(k.gaps, '{}'))::text as missing,
            coalesce(f.twice, '{}')::text as twice
        from kafka_offsets as o
        join found as f on f.partition = o.partition
        left join known as k on k.partition = o.partition
        where o.topic = @p0
        order by o.partition
        """;

    /// <summary>Checks.</summary>
    /// <exception cref="PipelineException">Offsets are missing or stored twice (exit 5), or the topic was never read (exit 4).</exception>
    public async Task RunAsync()
    {
        await using var connection = await PostgresConnections.OpenAsync(target, "pipeline verify events", context.Cancellation);
        var partitions = await ReadAsync(connection);
        if (partitions.Count == 0)
            throw new PipelineException(
                ExitCode.DataRefused, $"Nothing of {settings.Topic} is stored in {target.Address}.", $"Read it first: ./pipeline run {KafkaToPostgresProgram.Job} --topic {settings.Topic}");

        foreach (var p in partitions)
            context.Output.Line(p.Sentence());
        context.Output.Result(new { settings.Topic, sound = partitions.TrueForAll(p => p.IsSound), partitions });
        if (partitions.FindAll(p => !p.IsSound) is [var first, ..] unsound)
            throw new PipelineException(
                ExitCode.ProofFailed,
                $"{settings.Topic} is not whole in {unsound.Count} of {partitions.Count} partitions; partition {first.Partition}: {first.Fault()}.",
                "Whoever deleted or added rows by hand can say why. To read offsets again that the broker still holds: set next_offset in kafka_offsets back to the first of them and run the job.");
    }

    private async Task<List<VerifiedPartition>> ReadAsync(NpgsqlConnection connection)
    {
        try
        {
            return await connection.QueryAsync(
                Sql,
                row => new VerifiedPartition(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4), row.GetString(5), row.GetString(6)),
                context.Cancellation,
                settings.Topic);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            throw EventsErrors.NotLaidOut(target.Address, error);
        }
    }
}
