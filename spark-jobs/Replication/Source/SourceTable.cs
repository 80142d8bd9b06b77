using Pipeline.Common;

namespace Pipeline.Replication.Source;

/// <summary>A table of the source as its catalog describes it.</summary>
internal sealed record SourceTable
{
    public required uint Oid { get; init; }

    public required string Schema { get; init; }

    public required string Name { get; init; }

    /// <summary>pg_class.relkind: r table, p partitioned, v view, m materialised view.</summary>
    public required char Kind { get; init; }

    /// <summary>Size of its main fork in bytes, of all parts when it is partitioned; 0 where it has none.</summary>
    public long Bytes { get; init; }

    /// <summary>The planner's estimate; -1 when never analysed.</summary>
    public double EstimatedRows { get; init; }

    public string? Comment { get; init; }

    /// <summary>How well the order of the primary key's first column is the order of the rows on disk, from -1 to 1; null when not analysed, and of a table so small that the order does not count.</summary>
    public double? KeyCorrelation { get; init; }

    public IReadOnlyList<SourceColumn> Columns { get; init; } = [];

    public IReadOnlyList<SourceIndex> Indexes { get; init; } = [];

    /// <summary>For people: <c>public.orders</c>.</summary>
    public string FullName => $"{Schema}.{Name}";

    /// <summary>For a from clause. A plain table is read without the tables that inherit from it: they are tables of their own.</summary>
    public string From => $"{(Kind == 'r' ? "only " : "")}{SqlName.Postgres(Schema, Name)}";

    public override string ToString() => FullName;
}
