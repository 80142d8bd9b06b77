using Npgsql;
using Pipeline.Common;

namespace Pipeline.Replication.Source;

/// <summary>Finds a few of the rows that are in the way, so that somebody can go and look at them.</summary>
internal sealed class KeyExamples(SourceTable table)
{
    private const int MostExamples = 3;
    private const int LongestValue = 40;

    /// <summary>By primary key; by physical place where there is none; nothing for a view.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(NpgsqlConnection snapshot, string predicate, CancellationToken cancellation)
    {
        var key = table.Indexes.FirstOrDefault(i => i.IsPrimary)?.Columns ?? [];
        if (key.Count == 0 && table.Kind == 'v')
            return [];

        IReadOnlyList<string> columns = key.Count > 0 ? key : ["ctid"];
        var parts = columns.Select(c => $"{SqlName.PostgresText($"{c} = ")} || left({SqlName.Postgres(c)}::text, {LongestValue})");
        var order = key.Count > 0 ? $" order by {string.Join(", ", key.Select(SqlName.Postgres))}" : "";
        return await snapshot.QueryAsync(
            $"select concat_ws(', ', {string.Join(", ", parts)}) from {table.From} where {predicate}{order} limit {MostExamples}",
            row => PrintableText.Of(row.GetString(0)),
            cancellation);
    }
}
