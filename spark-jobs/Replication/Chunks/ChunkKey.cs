using Pipeline.Common;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Chunks;

/// <summary>
/// The primary key of a table that can be compared chunk by chunk: both databases put its first column into the same order, and the
/// source reads its rows in that order about as fast as they lie.
/// </summary>
/// <param name="Leading">The key's first column, an integer or a uuid.</param>
/// <param name="Columns">All columns of the key, in its order.</param>
/// <param name="ChunkRows">Rows of a chunk.</param>
internal sealed record ChunkKey(ColumnContract Leading, IReadOnlyList<ColumnContract> Columns, int ChunkRows)
{
    private const int MostRows = 256;

    /// <summary>What the text of a chunk may take, so that a server with the least default packet (16 MB) takes several times as much.</summary>
    private const int ChunkBytes = 2 << 20;

    /// <summary>Up to here a table is in the server's memory sooner or later, and it is the same in which order it is read.</summary>
    private const long AnyOrderBytes = 256 << 20;

    private const double InOrder = 0.9;

    /// <summary>What a column's canonical text takes beside the value itself, or where the value goes in as a hash.</summary>
    private const int TextBytes = 600;

    public string SourceColumn => SqlName.Postgres(Leading.Column.Name);

    public string SourceType => Leading.Column.BaseType;

    public string TargetColumn => SqlName.MySql(Leading.Column.Name);

    /// <summary>The order of the rows within a chunk, in PostgreSQL.</summary>
    public string SourceOrder => string.Join(", ", Columns.Select(c => $"{SqlName.Postgres(c.Column.Name)}{(IsText(c) ? " collate \"C\"" : "")}"));

    /// <summary>A chunk with more rows than this is no chunk: the key's first column repeats too often.</summary>
    public int MostChunkRows => 4 * ChunkRows;

    /// <summary>The key of a table, or null where it has none of this kind.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns under the contract.</param>
    public static ChunkKey? Of(SourceTable table, IReadOnlyList<ColumnContract> columns) =>
        table.Bytes > AnyOrderBytes && Math.Abs(table.KeyCorrelation ?? 0) < InOrder ? null : InAnyOrder(table, columns);

    /// <summary>The same, however its rows lie.</summary>
    public static ChunkKey? InAnyOrder(SourceTable table, IReadOnlyList<ColumnContract> columns)
    {
        if (table.Kind != 'r' || table.Indexes.FirstOrDefault(i => i.IsPrimary) is not { NotCarried: null } primary)
            return null;

        List<ColumnContract> key = [.. primary.Columns.Select(name => columns.First(c => c.Column.Name == name))];
        var leading = key[0];
        if (leading is not { Column.BaseType: "int2" or "int4" or "int8" or "uuid", Column.Family: TypeFamily.Base, Value: "{0}" })
            return null;
        if (!key.TrueForAll(InTheSameOrder))
            return null;
        var rowBytes = columns.Sum(c => Math.Max(c.RowBytes, c.IsUnbounded ? TextBytes : 0) + 24L);
        return new(leading, key, (int)Math.Clamp(ChunkBytes / rowBytes, 8, MostRows));
    }

    /// <summary>A value of the first column as it stands in a statement for MySQL.</summary>
    public string TargetLiteral(string value) => SourceType == "uuid" ? SqlName.MySqlText(value) : value;

    private static bool InTheSameOrder(ColumnContract column) =>
        column is { Column.Family: TypeFamily.Base, Value: "{0}", ChangedHow: null }
        && (IsText(column) || column.Column.BaseType is "int2" or "int4" or "int8" or "uuid" or "date" or "bool" or "numeric" or "timestamp" or "timestamptz" or "time");

    private static bool IsText(ColumnContract column) => column.Column.BaseType is "varchar" or "text";
}
