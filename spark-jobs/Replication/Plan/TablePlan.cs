using Pipeline.Common;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Policy;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Plan;

/// <summary>Everything about one table that is decided before a row moves.</summary>
internal sealed record TablePlan
{
    public required SourceTable Table { get; init; }

    /// <summary>The name readers know: <c>&lt;table&gt;_replica</c>.</summary>
    public required string Target { get; init; }

    public required IReadOnlyList<ColumnContract> Columns { get; init; }

    public required SourceFacts Facts { get; init; }

    public required KeyPlan Keys { get; init; }

    /// <summary>The replica chunk by chunk, being read since before the source was; null where it is not, and gives null where it could not be.</summary>
    public Task<ChunkedTable?>? Replica { get; init; }

    /// <summary>One predicate a part.</summary>
    public required IReadOnlyList<string> Predicates { get; init; }

    /// <summary>What the session reads: the contract's select list, and the row's place for the predicates.</summary>
    public string SourceQuery
    {
        get
        {
            var place = PartitionPlan.HasPlace(Table) ? $"ctid as {PartitionPlan.Place}, " : "";
            var list = string.Join(", ", Columns.Select(c => $"{c.SelectExpression} as {SqlName.Postgres(c.Column.Name)}"));
            return $"(select {place}{list} from {Table.From}) t";
        }
    }

    /// <summary>The columns to take out of <see cref="SourceQuery"/>, quoted as Spark quotes.</summary>
    public IReadOnlyList<string> SelectList => [.. Columns.Select(c => SqlName.MySql(c.Column.Name))];

    /// <summary>How long it took to look at the table.</summary>
    public TimeSpan Looking { get; init; }

    /// <summary>In which ways the replica that stands there has another shape.</summary>
    public IReadOnlyList<string> Drift { get; init; } = [];

    /// <summary>The types of the columns as the row limits let them be.</summary>
    public RowLayout Layout => RowLayout.Of(Columns, Keys);

    /// <summary>What a reader of the replica should know: what is not carried, what is text, what a policy changed.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. Keys.Notes,
        .. Columns.Select(c => c.Note).OfType<string>(),
        .. Facts.Changed.Select(c => $"{c.Rows:N0} values of {c.Column.Column.Name} {c.Column.ChangedHow}: {c.Refusal.What}"),
    ];

    /// <summary>The notes for the run's record, and what is new in the shape.</summary>
    public string Note => string.Join("; ", [.. Notes, .. Drift.Select(d => $"replica replaced: {d}")]);

    /// <summary>The unique keys that hold a column of which a policy has clamped values: what was apart may have become the same.</summary>
    public IEnumerable<PlannedIndex> ClampedKeys => Keys.Indexes.Where(i => i.IsUnique && Facts.Changed.Any(
        changed => changed.Column.ChangedHow == ColumnPolicies.ClampedHow && i.Columns.Contains(changed.Column.Column.Name, StringComparer.Ordinal)));

    /// <summary>The query that counts the rows which such a key can no longer tell apart.</summary>
    public string SameWhenClamped(PlannedIndex key)
    {
        var values = string.Join(", ", key.Columns.Select(name => Columns.First(c => c.Column.Name == name).SourceValue));
        return $"select coalesce(sum(rows), 0)::bigint from (select count(*) as rows from {Table.From} where num_nulls({values}) = 0 group by {values} having count(*) > 1) as same";
    }

    /// <summary>The columns of a table under the contract and the user's policies.</summary>
    public static IReadOnlyList<ColumnContract> ColumnsOf(SourceTable table, MySqlServer server, ColumnPolicies policies) =>
        KeyWidths.Shorten(table, [.. table.Columns.Select(column => policies.Apply(table, TypeContract.Of(column, server), server))]);
}
