using System.Globalization;
using Npgsql;
using Pipeline.Common;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Chunks;

/// <summary>Finds where to cut a source table: it walks the key's index, so many rows at a step.</summary>
internal static class SourceBounds
{
    /// <summary>Reads the chunks of a table.</summary>
    /// <param name="snapshot">Where to read.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">Its key.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<IReadOnlyList<KeyRange>> ReadAsync(NpgsqlConnection snapshot, SourceTable table, ChunkKey key, CancellationToken cancellation)
    {
        var bounds = await snapshot.QueryAsync(Query(table, key), row => row.GetString(0), cancellation);
        return KeyRange.Between([.. bounds.Skip(1)]);
    }

    /// <summary>From each bound the row so many further on; where the value repeats up to there, the next value.</summary>
    private static string Query(SourceTable table, ChunkKey key) => string.Create(CultureInfo.InvariantCulture, $"""
        with recursive bound (k) as (
            (select {key.SourceColumn} from {table.From} as pipeline_row order by {key.SourceColumn} limit 1)
            union all
            select (
                select case when step.k > bound.k then step.k else (
                    select {key.SourceColumn} from {table.From} as pipeline_row where {key.SourceColumn} > bound.k order by {key.SourceColumn} limit 1
                ) end
                from (
                    select {key.SourceColumn} as k from {table.From} as pipeline_row where {key.SourceColumn} >= bound.k order by {key.SourceColumn} offset {key.ChunkRows} limit 1
                ) as step
            )
            from bound
            where bound.k is not null
        )
        select k::text from bound where k is not null
        """);
}
