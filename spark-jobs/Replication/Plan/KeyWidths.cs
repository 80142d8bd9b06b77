using Pipeline.Replication.Contract;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Plan;

/// <summary>Lets the data say how long text in a key is, where its declared length is more than a key takes.</summary>
internal static class KeyWidths
{
    public static IReadOnlyList<ColumnContract> Shorten(SourceTable table, IReadOnlyList<ColumnContract> columns)
    {
        var bytes = columns.ToDictionary(c => c.Column.Name, c => c.RowBytes, StringComparer.Ordinal);
        var tooWide = table.Indexes
            .Where(i => i.NotCarried is null && i.Columns.Sum(name => bytes[name]) > TypeContract.LongestKeyBytes)
            .SelectMany(i => i.Columns)
            .ToHashSet(StringComparer.Ordinal);
        return tooWide.Count == 0
            ? columns
            : [.. columns.Select(c => c is { KeyType: null, OffRowType: not null } && tooWide.Contains(c.Column.Name)
                ? c with { KeyType = ColumnContract.MeasuredText }
                : c)];
    }
}
