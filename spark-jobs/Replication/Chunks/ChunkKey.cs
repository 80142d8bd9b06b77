using Pipeline.Common;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Plan;
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
    public const long AnyOrderBytes = 256 << 20;

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
        LiesInOrder(table) && PartitionPlan.HasPlace(table) ? InAnyOrder(table, columns) : null;

    /// <summary>The same, however its rows lie.</summary>
    public static ChunkKey? InAnyOrder(SourceTable table, IReadOnlyList<ColumnContract> columns)
    {
        if (Lacking(table, columns) is not null)
            return null;

        var key = KeyOf(table, columns)!;
        var rowBytes = columns.Sum(c => Math.Max(c.RowBytes, c.IsUnbounded ? TextBytes : 0) + 24L);
        return new(key[0], key, (int)Math.Clamp(ChunkBytes / rowBytes, 8, MostRows));
    }

    /// <summary>Why a table is not cut into chunks, as a sentence after "because".</summary>
    public static string WhyNot(SourceTable table, IReadOnlyList<ColumnContract> columns) => (LiesInOrder(table), PartitionPlan.HasPlace(table)) switch
    {
        (_, false) when Lacking(table, columns) is null => $"its column {PartitionPlan.Place} has the name by which single rows are fetched",
        (true, _) => WhyNotInAnyOrder(table, columns),
        _ => Lacking(table, columns) ?? (table.KeyCorrelation is null ? "it is large and was never analysed" : "it is large and its rows do not lie in the order of its key"),
    };

    /// <summary>The same of a table whose rows may lie in any order.</summary>
    public static string WhyNotInAnyOrder(SourceTable table, IReadOnlyList<ColumnContract> columns) => Lacking(table, columns) ?? "the first column of its key repeats too often";

    /// <summary>A value of the first column as it stands in a statement for MySQL.</summary>
    public string TargetLiteral(string value) => SourceType == "uuid" ? SqlName.MySqlText(value) : value;

    private static bool LiesInOrder(SourceTable table) => table.Bytes <= AnyOrderBytes || Math.Abs(table.KeyCorrelation ?? 0) >= InOrder;

    private static List<ColumnContract>? KeyOf(SourceTable table, IReadOnlyList<ColumnContract> columns) =>
        table.Indexes.FirstOrDefault(i => i.IsPrimary) is { NotCarried: null } primary
            ? [.. primary.Columns.Select(name => columns.First(c => c.Column.Name == name))]
            : null;

    private static string? Lacking(SourceTable table, IReadOnlyList<ColumnContract> columns) => (table.Kind, KeyOf(table, columns)) switch
    {
        ('p', _) => "it is partitioned",
        (not 'r', _) => "it is a view",
        (_, null) => "it has no primary key",
        (_, [not { Column: { BaseType: "int2" or "int4" or "int8" or "uuid", Family: TypeFamily.Base }, Value: "{0}" }, ..]) => "its key does not begin with an integer or a uuid",
        (_, { } key) => key.Find(column => !InTheSameOrder(column)) is { } other ? $"column {other.Column.Name} of its key has another order in MySQL" : null,
    };

    private static bool InTheSameOrder(ColumnContract column) =>
        column is { Column.Family: TypeFamily.Base, Value: "{0}", ChangedHow: null }
        && (IsText(column) || column.Column.BaseType is "int2" or "int4" or "int8" or "uuid" or "date" or "bool" or "numeric" or "timestamp" or "timestamptz" or "time");

    private static bool IsText(ColumnContract column) => column.Column.BaseType is "varchar" or "text";
}
