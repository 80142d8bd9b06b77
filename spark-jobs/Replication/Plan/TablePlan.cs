using Pipeline.Common;
using Pipeline.Replication.Contract;
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

    public string Note => string.Join("; ", Keys.Notes);

    /// <summary>The columns of a table under the contract.</summary>
    /// <exception cref="PipelineException">It has a type that the contract does not know, or no column (exit 4).</exception>
    public static IReadOnlyList<ColumnContract> ColumnsOf(SourceTable table, MySqlServer server)
    {
        if (table.Columns.Count == 0)
            throw ReplicationErrors.NoColumns(table);
        var contracts = table.Columns.Select(column => (column, contract: TypeContract.Of(column, server))).ToList();
        var unknown = contracts.Where(c => c.contract is null).Select(c => c.column).ToList();
        return unknown.Count == 0 ? [.. contracts.Select(c => c.contract!)] : throw ReplicationErrors.UnsupportedTypes(table, unknown);
    }
}
