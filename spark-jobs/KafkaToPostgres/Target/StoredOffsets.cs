using Npgsql;
using Pipeline.Common;
using Pipeline.KafkaToPostgres.Plan;

namespace Pipeline.KafkaToPostgres.Target;

/// <summary>Reads <c>kafka_offsets</c>.</summary>
internal static class StoredOffsets
{
    public static async Task<IReadOnlyList<StoredOffset>> ReadAsync(NpgsqlConnection connection, string topic, CancellationToken cancellation) =>
        await connection.QueryAsync(
            "select partition, topic_id, first_offset, next_offset from kafka_offsets where topic = @p0 order by partition",
            row => new StoredOffset(row.GetInt32(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetInt64(2), row.GetInt64(3)),
            cancellation,
            topic);

    /// <summary>True where a run has read the topic, whatever became of its rows.</summary>
    public static async Task<bool> HasRunAsync(NpgsqlConnection connection, string topic, CancellationToken cancellation) =>
        await connection.ScalarAsync<bool>("select exists (select from pipeline_run_partitions where topic = @p0)", cancellation, topic);

    /// <summary>What is stored at all, by name.</summary>
    public static async Task<IReadOnlyList<string>> TopicsAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        await connection.QueryAsync("select distinct topic from kafka_offsets order by topic", row => row.GetString(0), cancellation);
}
