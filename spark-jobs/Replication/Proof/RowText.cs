using Pipeline.Replication.Contract;

namespace Pipeline.Replication.Proof;

/// <summary>A row as canonical text, the same in both databases: what checksums are made of. concat_ws is the cheapest way that both have.</summary>
internal static class RowText
{
    /// <summary>PostgreSQL takes at most 100 arguments.</summary>
    private const int MostColumns = 90;

    public static string InPostgres(IEnumerable<ColumnContract> columns) => string.Join(
        " || '|' || ",
        columns.Select(c => NeverNull(c, c.SourceTextExpression)).Chunk(MostColumns).Select(some => $"concat_ws('|', {string.Join(", ", some)})"));

    public static string InMySql(IEnumerable<ColumnContract> columns) =>
        $"concat_ws('|', {string.Join(", ", columns.Select(c => NeverNull(c, c.TargetTextExpression)))})";

    /// <summary>Concat_ws leaves nulls out.</summary>
    private static string NeverNull(ColumnContract column, string text) => column.Column.NotNull ? text : $"coalesce({text}, 'N')";
}
