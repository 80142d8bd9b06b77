using Npgsql;
using Pipeline.Cli.Demo;
using Pipeline.Common;

namespace Pipeline.Cli.Report;

/// <summary>What the report shows of the events, read from PostgreSQL.</summary>
/// <param name="Minutes">Events in each of the latest minutes that saw any, oldest first.</param>
/// <param name="Lag">Messages not stored yet, by partition.</param>
internal sealed record EventFigures(Picture<EventMinute> Minutes, Picture<PartitionLag> Lag)
{
    public static async Task<EventFigures> ReadAsync(DatabaseUrl url, CancellationToken cancellation) =>
        new(await ReadAsync(url, MinutesAsync, cancellation), await ReadAsync(url, LagAsync, cancellation));

    private static Task<Picture<T>> ReadAsync<T>(
        DatabaseUrl url, Func<NpgsqlConnection, CancellationToken, Task<IReadOnlyList<T>>> read, CancellationToken cancellation) =>
        Picture.ReadAsync(
            async () =>
            {
                await using var connection = await PostgresConnections.OpenAsync(url, "pipeline report", cancellation);
                return await read(connection, cancellation);
            },
            cancellation);

    private static async Task<IReadOnlyList<EventMinute>> MinutesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var latest = await connection.QueryAsync(
            """
            select to_char(date_trunc('minute', occurred_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as minute, count(*) as events
            from kafka_events
            where not is_duplicate
            group by date_trunc('minute', occurred_at)
            order by date_trunc('minute', occurred_at) desc
            limit 30
            """,
            row => new EventMinute(row.GetString(0), row.GetInt64(1)),
            cancellation);
        latest.Reverse();
        return latest;
    }

    private static async Task<IReadOnlyList<PartitionLag>> LagAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        await connection.QueryAsync(
            "select topic, partition, greatest(log_end_offset - next_offset, 0) from kafka_offsets order by topic, partition",
            row => new PartitionLag(row.GetString(0), row.GetInt32(1), row.GetInt64(2)),
            cancellation);
}
