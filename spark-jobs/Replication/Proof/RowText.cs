using Pipeline.Replication.Contract;

namespace Pipeline.Replication.Proof;

/// <summary>A row as canonical text, the same in both databases: what checksums are made of. concat_ws is the cheapest way that both have.</summary>
internal static class RowText
{
    /// <summary>PostgreSQL takes at most 100 arguments.</summary>
    private const int MostColumns = 90;

    public static string InPostgres(IEnumerable<ColumnContract> columns) => string.Join(
        " || '|' || ",
        columns.Select(c => NeverNull(c, c.SourceTextExpression, $"({c.SourceTextExpression})::text")).Chunk(MostColumns).Select(some => $"concat_ws('|', {string.Join(", ", some)})"));

    /// <summary>Characters or bytes, as the columns are: to be hashed, or compared byte by byte.</summary>
    public static string InMySql(IEnumerable<ColumnContract> columns) =>
        $"concat_ws('|', {string.Join(", ", columns.Select(c => NeverNull(c, c.TargetTextExpression, c.TargetTextExpression)))})";

    /// <summary>Either as characters, to be read.</summary>
    public static string InCharacters(string text) => $"convert({text} using utf8mb4)";

    /// <summary>Concat_ws leaves nulls out.</summary>
    private static string NeverNull(ColumnContract column, string value, string text) => column.Column.NotNull ? value : $"coalesce({text}, 'N')";
}
