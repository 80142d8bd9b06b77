using Npgsql;
using Pipeline.Cli.Demo;
using Pipeline.Common;

namespace Pipeline.Cli.Report;

/// <summary>What the report shows of the events, read from PostgreSQL.</summary>
/// <param name="Minutes">Events in each of the latest minutes that saw any, of the last two hours before the newest; oldest first.</param>
/// <param name="Lag">Messages not stored yet when a run last stored some, by partition.</param>
internal sealed record EventFigures(Picture<EventMinute> Minutes, Picture<PartitionLag> Lag)
{
    /// <summary>A picture that takes longer must not keep the report from being made.</summary>
    private const string Patience = "set statement_timeout = '5s'";

    /// <summary>Beyond this, nothing is counted: the table keeps every event, and the report is made every few minutes.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromHours(2);

    public static async Task<EventFigures> ReadAsync(DatabaseUrl url, CancellationToken cancellation) =>
        new(await ReadAsync(url, MinutesAsync, cancellation), await ReadAsync(url, LagAsync, cancellation));

    private static Task<Picture<T>> ReadAsync<T>(
        DatabaseUrl url, Func<NpgsqlConnection, CancellationToken, Task<IReadOnlyList<T>>> read, CancellationToken cancellation) =>
        Picture.ReadAsync(
            async () =>
            {
                await using var connection = await PostgresConnections.OpenAsync(url, "pipeline report", cancellation);
                await connection.ExecuteAsync(Patience, cancellation);
                return await read(connection, cancellation);
            },
            cancellation);

    private static async Task<IReadOnlyList<EventMinute>> MinutesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (await NewestAsync(connection, cancellation) is not { } newest)
            return [];

        // The bounds are parameters, so that the planner knows how little they leave and takes the index on occurred_at.
        var latest = await connection.QueryAsync(
            """
            select to_char(date_trunc('minute', occurred_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as minute, count(*) as events
            from kafka_events
            where not is_duplicate and occurred_at between @p0 and @p1
            group by date_trunc('minute', occurred_at)
            order by date_trunc('minute', occurred_at) desc
            limit 30
            """,
            row => new EventMinute(row.GetString(0), row.GetInt64(1)),
            cancellation,
            newest - Shown,
            newest);
        latest.Reverse();
        return latest;
    }

    /// <summary>By the primary key, from the end of each partition; of a hundred events, and none of the future, so that one producer's wrong clock does not decide.</summary>
    private static Task<DateTime?> NewestAsync(NpgsqlConnection connection, CancellationToken cancellation) => connection.ScalarAsync<DateTime?>(
        """
        select coalesce(max(latest.occurred_at) filter (where latest.occurred_at <= now()), max(latest.occurred_at))
        from kafka_offsets as o
        cross join lateral (
            select e.occurred_at
            from kafka_events as e
            where e.topic = o.topic and e.partition = o.partition
            order by e."offset" desc
            limit 100
        ) as latest
        """,
        cancellation);

    private static async Task<IReadOnlyList<PartitionLag>> LagAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        await connection.QueryAsync(
            "select topic, partition, greatest(log_end_offset - next_offset, 0), moved_at from kafka_offsets order by topic, partition",
            row => new PartitionLag(row.GetString(0), row.GetInt32(1), row.GetInt64(2), row.GetDateTime(3)),
            cancellation);
}
