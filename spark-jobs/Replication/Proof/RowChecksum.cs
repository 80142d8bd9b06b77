using Pipeline.Common;
using Pipeline.Replication.Contract;

namespace Pipeline.Replication.Proof;

/// <summary>
/// The checksum of a set of rows, computed by each database over its own rows: the sum of the first 60 bits of each row's hash, the row
/// written as canonical text. A sum, because neither order nor doubled rows may be lost in it.
/// </summary>
internal static class RowChecksum
{
    /// <summary>The aggregate in PostgreSQL; text, because it is wider than 64 bits.</summary>
    public static string InPostgres(IReadOnlyList<ColumnContract> columns, RowHash hash)
    {
        var row = string.Join(" || '|' || ", columns.Select(c => c.Column.NotNull
            ? $"({c.SourceTextExpression})"
            : $"coalesce({c.SourceTextExpression}, 'N')"));
        return $"coalesce(sum(('x0' || left({hash.InPostgres(row)}, 15))::bit(64)::bigint), 0)::text";
    }

    /// <summary>The aggregate in MySQL.</summary>
    public static string InMySql(IReadOnlyList<ColumnContract> columns, RowHash hash)
    {
        var row = string.Join(", '|', ", columns.Select(c => c.Column.NotNull
            ? c.TargetTextExpression
            : $"coalesce({c.TargetTextExpression}, 'N')"));
        return $"cast(coalesce(sum(cast(conv(left({hash.InMySql($"concat({row})")}, 15), 16, 10) as unsigned)), 0) as char)";
    }

    /// <summary>The query over a MySQL table for its rows and its checksum; without a hash, the rows alone.</summary>
    public static string QueryMySql(string table, IReadOnlyList<ColumnContract> columns, RowHash? hash) =>
        $"select count(*), {(hash is null ? "null" : InMySql(columns, hash))} from {SqlName.MySql(table)}";
}
