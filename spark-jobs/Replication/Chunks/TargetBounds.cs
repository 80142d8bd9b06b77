using System.Globalization;
using MySqlConnector;
using Pipeline.Common;

namespace Pipeline.Replication.Chunks;

/// <summary>Finds where a replica would be cut were it the source: the same walk over the key, so that equal rows have equal chunks.</summary>
internal static class TargetBounds
{
    public static async Task<IReadOnlyList<KeyRange>> ReadAsync(MySqlConnection connection, string table, ChunkKey key, CancellationToken cancellation)
    {
        var column = key.TargetColumn;
        var walk = $"select concat({column}) from {SqlName.MySql(table)} force index (primary)";
        List<string> bounds = [];
        for (var bound = await NextAsync($"{walk} order by {column} limit 1"); bound is not null;)
        {
            bounds.Add(bound);
            var from = key.TargetLiteral(bound);
            var next = await NextAsync(string.Create(CultureInfo.InvariantCulture, $"{walk} where {column} >= {from} order by {column} limit {key.ChunkRows}, 1"));
            bound = next == bound ? await NextAsync($"{walk} where {column} > {from} order by {column} limit 1") : next;
        }
        return KeyRange.Between([.. bounds.Skip(1)]);

        Task<string?> NextAsync(string query) => connection.ScalarAsync<string>(query, cancellation);
    }
}
