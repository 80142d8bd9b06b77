using Pipeline.Common;
using Pipeline.Replication.Contract;

namespace Pipeline.Replication.Plan;

/// <summary>Writes the statements that make a replica's table: exact types, keys, NOT NULL, and a collation that keeps all keys apart.</summary>
internal static class StagingDdl
{
    private const int LongestColumnComment = 1024;
    private const int LongestTableComment = 2048;

    /// <summary>The table with its primary key, before the rows come.</summary>
    public static string Create(TablePlan plan, MySqlServer server, string name)
    {
        var layout = plan.Layout;
        var lines = plan.Columns.Select(c => $"    {SqlName.MySql(c.Column.Name)} {layout.TypeOf(c)}{Nullability(c)}{Comment(c.Column.Comment, LongestColumnComment, " comment ")}");
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

    private static string Nullability(ColumnContract column) => column.Column.NotNull ? " not null" : " null";

    /// <summary>MySQL's comments end at a length and hold no character beyond U+FFFF: such a one becomes U+FFFD.</summary>
    private static string Comment(string? comment, int longest, string prefix)
    {
        if (comment is null)
            return "";
        var held = string.Concat(comment.EnumerateRunes().Select(rune => rune.IsBmp ? (char)rune.Value : '\uFFFD'));
        return prefix + SqlName.MySqlText(held.Length <= longest ? held : held[..longest]);
    }

    private static string ColumnList(PlannedIndex index) => string.Join(", ", index.Columns.Select(SqlName.MySql));
}
