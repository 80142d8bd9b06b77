using Pipeline.Common.Lineage;

namespace Pipeline.Analytics.Lineage;

/// <summary>A replica, a named step of a query, or its result: which columns of replicas it depends on.</summary>
internal sealed class QueryStep
{
    /// <summary>By column, what it is computed from.</summary>
    public Dictionary<string, IReadOnlyList<ColumnSource>> Columns { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What decides over its rows.</summary>
    public HashSet<ColumnSource> Deciders { get; } = [];

    /// <summary>A replica is its own columns.</summary>
    public static QueryStep Of(Dataset replica)
    {
        var step = new QueryStep();
        foreach (var column in replica.Columns)
            step.Columns[column.Name] = [new(replica, column.Name, Derivation.Identity)];
        return step;
    }
}
