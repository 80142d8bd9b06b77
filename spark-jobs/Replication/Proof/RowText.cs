using Pipeline.Replication.Contract;

namespace Pipeline.Replication.Proof;

/// <summary>A row as canonical text, the same in both databases: what checksums are made of.</summary>
internal static class RowText
{
    public static string InPostgres(IEnumerable<ColumnContract> columns) => string.Join(" || '|' || ", columns.Select(c => c.Column.NotNull
        ? $"({c.SourceTextExpression})"
        : $"coalesce({c.SourceTextExpression}, 'N')"));

    public static string InMySql(IEnumerable<ColumnContract> columns)
    {
        var values = string.Join(", '|', ", columns.Select(c => c.Column.NotNull
            ? c.TargetTextExpression
            : $"coalesce({c.TargetTextExpression}, 'N')"));
        return $"concat({values})";
    }
}
