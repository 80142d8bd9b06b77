using Pipeline.Common;
using Pipeline.Replication.Contract;

namespace Pipeline.Replication.Plan;

/// <summary>Writes the statements that make a replica's table: exact types, keys, NOT NULL, and a collation that keeps all keys apart.</summary>
internal static class StagingDdl
{
    private const int RowBytesAllowed = 65_000;
    private const int LongestColumnComment = 1024;
    private const int LongestTableComment = 2048;

    /// <summary>The table with its primary key, before the rows come.</summary>
    public static string Create(TablePlan plan, MySqlServer server, string name)
    {
        var types = Types(plan);
        var lines = plan.Columns.Select(c => $"    {SqlName.MySql(c.Column.Name)} {types[c.Column.Name]}{Nullability(c)}{Comment(c.Column.Comment, LongestColumnComment, " comment ")}");
        var primary = plan.Keys.Indexes.Where(i => i.IsPrimary).Select(i => $"    primary key ({ColumnList(i)})");
        return $"""
            create table {SqlName.MySql(name)} (
            {string.Join(",\n", lines.Concat(primary))}
            ) engine = InnoDB default charset = utf8mb4 collate = {server.ExactCollation}{Comment(plan.Table.Comment, LongestTableComment, " comment = ")}
            """;
    }

    /// <summary>The other keys, made after the rows have come: sorted at once, not row by row. Null when there are none.</summary>
    public static string? AddIndexes(TablePlan plan, string name)
    {
        var indexes = plan.Keys.Indexes.Where(i => !i.IsPrimary)
            .Select(i => $"    add {(i.IsUnique ? "unique " : "")}index {SqlName.MySql(i.Name)} ({ColumnList(i)})")
            .ToList();
        return indexes.Count == 0 ? null : $"alter table {SqlName.MySql(name)}\n{string.Join(",\n", indexes)}";
    }

    /// <summary>The types as the row limit lets them be: the widest text outside a key goes off the row first.</summary>
    private static Dictionary<string, string> Types(TablePlan plan)
    {
        var types = plan.Columns.ToDictionary(
            c => c.Column.Name, c => plan.Keys.KeyTypes.GetValueOrDefault(c.Column.Name) ?? c.MySqlType, StringComparer.Ordinal);
        var keyed = plan.Keys.Indexes.SelectMany(i => i.Columns).ToHashSet(StringComparer.Ordinal);
        var bytes = plan.Columns.Sum(c => c.RowBytes);
        foreach (var column in plan.Columns.Where(c => c.OffRowType is not null && !keyed.Contains(c.Column.Name)).OrderByDescending(c => c.RowBytes))
        {
            if (bytes <= RowBytesAllowed)
                break;
            types[column.Column.Name] = column.OffRowType!;
            bytes -= column.RowBytes;
        }
        return types;
    }

    private static string Nullability(ColumnContract column) => column.Column.NotNull ? " not null" : " null";

    private static string Comment(string? comment, int longest, string prefix) =>
        comment is null ? "" : prefix + SqlName.MySqlText(comment.Length <= longest ? comment : comment[..longest]);

    private static string ColumnList(PlannedIndex index) => string.Join(", ", index.Columns.Select(SqlName.MySql));
}
