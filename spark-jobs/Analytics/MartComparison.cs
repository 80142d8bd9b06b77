using System.Data.Common;
using MySqlConnector;
using Pipeline.Analytics.Definitions;
using Pipeline.Common;

namespace Pipeline.Analytics;

/// <summary>Compares published marts, or their days asked for, with what was computed into staging: first the table, then its rows.</summary>
internal sealed class MartComparison(MySqlConnection connection, DayRange? days)
{
    public async Task<ComparedMart> OfAsync(BuiltMart built, CancellationToken cancellation)
    {
        var mart = built.Mart;
        var compared = new ComparedMart(mart.Name, built.Record.RowsTarget, mart.Checks.Count)
        {
            Failed = built.Failed?.ToString(),
            HasDoubles = mart.Columns.Any(column => MartTypes.IsDouble(column.Type)),
        };
        var published = await TableColumn.OfAsync(connection, mart.Name, cancellation);
        if (Shape(published, await TableColumn.OfAsync(connection, built.Staging, cancellation)) is { } shape)
            return compared with { Difference = shape, IsStale = true };

        var differing = MartDdl.Differing(mart, built.Staging, days);
        var count = await connection.ScalarAsync<long>($"select count(*) from ({differing}) as differing", cancellation);
        if (count == 0)
            return compared;

        var other = await ReplicaMoment.OtherAsync(connection, mart, days, cancellation);
        return compared with
        {
            Difference = $"differs in {Counted.Of(count, "row")}{(other is null ? "" : $", but cannot be compared with these replicas, as {other}")}",
            Samples = await connection.QueryAsync(MartDdl.DifferingRows(mart, built.Staging, days, OffendingRows.Shown), row => Sample(mart, row), cancellation),
            IsStale = other is not null,
        };
    }

    /// <summary>How a table differs from the one that its file makes, or null. Without its key it may hold a row twice, which no set of rows tells.</summary>
    internal static string? Shape(IReadOnlyList<TableColumn> published, IReadOnlyList<TableColumn> declared)
    {
        if (published.Count == 0)
            return "does not exist";
        if (!Columns(published).SequenceEqual(Columns(declared), StringComparer.OrdinalIgnoreCase))
            return $"has the columns {Names(Columns(published))}, but its file makes {Names(Columns(declared))}";
        if (!Key(published).SequenceEqual(Key(declared), StringComparer.OrdinalIgnoreCase))
            return $"has {(Key(published) is [] ? "no primary key" : $"the primary key ({Names(Key(published))})")}, but its file makes ({Names(Key(declared))})";
        return published.Zip(declared).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Fits(pair.Second)
            ? $"compares {pair.First.Name} by {pair.First.Collation}, but its file makes it {pair.Second.Collation}"
            : $"has {pair.First.Name} as {pair.First}, but its file makes it {pair.Second}").FirstOrDefault();
    }

    private static IEnumerable<string> Columns(IEnumerable<TableColumn> columns) => columns.Select(column => column.Name);

    private static IReadOnlyList<string> Key(IEnumerable<TableColumn> columns) =>
        [.. columns.Where(column => column.KeyPart > 0).OrderBy(column => column.KeyPart).Select(column => column.Name)];

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    private static string Sample(Mart mart, DbDataReader row)
    {
        var (published, computed) = (Side(mart, row, 0), Side(mart, row, mart.Columns.Count));
        return (published, computed) switch
        {
            (null, _) => $"missing: its SQL makes {computed}",
            (_, null) => $"only here: {published}",
            _ => $"not equal: published {published}, its SQL makes {computed}",
        };
    }

    /// <summary>One side's row; null where it has none, as no column of a key is null.</summary>
    private static string? Side(Mart mart, DbDataReader row, int begin)
    {
        var values = mart.Columns.Select((column, i) => (column.Name, Value: row.IsDBNull(begin + i) ? null : row.GetString(begin + i))).ToList();
        return values.Exists(value => value.Value is null && mart.Key.Contains(value.Name, StringComparer.Ordinal))
            ? null
            : OffendingRows.Describe(values.Select(value => value.Name), values.Select(value => value.Value));
    }
}
