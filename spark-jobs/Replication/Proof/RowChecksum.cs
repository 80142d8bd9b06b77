using System.Globalization;
using System.Numerics;
using Pipeline.Common;
using Pipeline.Replication.Contract;

namespace Pipeline.Replication.Proof;

/// <summary>
/// The checksum of rows in any order, computed by each database over its own: the sum of the first 60 bits of each row's hash. A sum,
/// because neither order nor doubled rows may be lost in it. It serves tables that cannot be walked in the order of a key.
/// </summary>
internal static class RowChecksum
{
    /// <summary>The aggregate in PostgreSQL; text, because it is wider than 64 bits.</summary>
    public static string InPostgres(IReadOnlyList<ColumnContract> columns, RowHash hash) =>
        $"coalesce(sum(('x0' || left({hash.InPostgres(RowText.InPostgres(columns))}, 15))::bit(64)::bigint), 0)::text";

    /// <summary>The query over a MySQL table for its rows and its checksum; without a hash, the rows alone.</summary>
    public static string QueryMySql(string table, IReadOnlyList<ColumnContract> columns, RowHash? hash) =>
        $"select count(*), {(hash is null ? "null" : InMySql(columns, hash))} from {SqlName.MySql(table)}";

    /// <summary>How the sum is written down.</summary>
    public static TableChecksum Of(long rows, BigInteger? sum) => new(rows, sum?.ToString("x16", CultureInfo.InvariantCulture));

    /// <summary>Reads what a database answered.</summary>
    public static BigInteger? Parse(string? sum) => sum is null ? null : BigInteger.Parse(sum, CultureInfo.InvariantCulture);

    private static string InMySql(IReadOnlyList<ColumnContract> columns, RowHash hash) =>
        $"cast(coalesce(sum(cast(conv(left({hash.InMySql(RowText.InMySql(columns))}, 15), 16, 10) as unsigned)), 0) as char)";
}
