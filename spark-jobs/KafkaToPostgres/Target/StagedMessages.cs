using System.Globalization;
using Npgsql;
using Pipeline.Common;
using Pipeline.KafkaToPostgres.Plan;

namespace Pipeline.KafkaToPostgres.Target;

/// <summary>Looks at what arrived in a staging table, before any of it is stored.</summary>
internal sealed class StagedMessages(NpgsqlConnection connection, string table)
{
    // A repeated task of Spark is rare, and telling rows from messages needs a sort: first count, then look closer where it matters.
    private const string CountSql = """
        select partition, count(*), count(*), count(reason), min("offset"), max("offset")
        from {0}
        group by partition
        """;

    private const string CloseCountSql = """
        select partition, count(*), count(distinct "offset"), count(distinct "offset") filter (where reason is not null), min("offset"), max("offset")
        from {0}
        group by partition
        """;

    /// <summary>Counts them.</summary>
    /// <param name="plan">What was to be read.</param>
    /// <param name="closely">True to look for repeats in any case: where offsets have no message, a number of rows alone does not give them away.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PipelineException">A message lies outside of its range (exit 5).</exception>
    public async Task<IReadOnlyDictionary<int, StagedPartition>> CountAsync(OffsetPlan plan, bool closely, CancellationToken cancellation)
    {
        var staged = await CountAsync(closely ? CloseCountSql : CountSql, cancellation);
        if (!closely && staged.Any(partition => plan.Ranges.FirstOrDefault(range => range.Partition == partition.Partition) is not { } range || partition.Rows > range.Count))
            staged = await CountAsync(CloseCountSql, cancellation);
        foreach (var partition in staged)
        {
            var range = plan.Ranges.FirstOrDefault(range => range.Partition == partition.Partition);
            if (range is null || partition.First < range.Start || partition.Last >= range.End || partition.Messages > range.Count)
                throw EventsErrors.NotInRange(plan.Topic.Topic, partition.Partition, partition.Messages, range?.Count ?? 0);
        }
        return staged.ToDictionary(partition => partition.Partition);
    }

    /// <summary>The offsets of a range that no message has.</summary>
    public async Task<string> GapsAsync(PartitionRange range, long messages, CancellationToken cancellation)
    {
        var from = range.Begin;
        if (messages == range.End - from)
            return "{}";
        return await connection.ScalarAsync<string>(
            $"""
            with place as (
                select "offset" from {table} where partition = @p0
                union all
                values (@p1 - 1), (@p2)
            ),

            step as (
                select "offset", lead("offset") over (order by "offset") as next_offset from place
            )

            select coalesce(range_agg(int8range("offset" + 1, next_offset)), int8multirange())::text
            from step
            where next_offset > "offset" + 1
            """,
            cancellation,
            range.Partition,
            from,
            range.End) ?? "{}";
    }

    private Task<List<StagedPartition>> CountAsync(string sql, CancellationToken cancellation) => connection.QueryAsync(
        string.Format(CultureInfo.InvariantCulture, sql, table),
        row => new StagedPartition(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
        cancellation);
}
