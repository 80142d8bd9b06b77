using Pipeline.Common.Lineage;

namespace Pipeline.Analytics.Lineage;

/// <summary>What the names in one select mean.</summary>
/// <param name="sources">What it reads, by the names it has for them.</param>
/// <param name="aliases">Its own columns, which group by and having may name, too.</param>
internal sealed class QueryScope(IReadOnlyDictionary<string, QueryStep> sources, IReadOnlyDictionary<string, IReadOnlyList<SqlToken>> aliases)
{
    // Where one is made of itself, over others or not, it is no column's name.
    private readonly HashSet<string> _followed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns of replicas that an expression is computed from.</summary>
    /// <exception cref="NotUnderstoodException">A name is of no source, or of several.</exception>
    public IReadOnlyList<ColumnSource> Columns(IReadOnlyList<SqlToken> expression)
    {
        var isAlone = expression.Count == 1 || (expression.Count == 3 && expression[1].Is("."));
        var isAggregate = SqlExpression.IsAggregate(expression);
        return [.. SqlExpression.Columns(expression).SelectMany(Find).Select(From).Distinct()];

        ColumnSource From(ColumnSource column) => isAlone ? column : column with
        {
            Derivation = isAggregate || column.Derivation == Derivation.Aggregation ? Derivation.Aggregation : Derivation.Transformation,
        };
    }

    private IReadOnlyList<ColumnSource> Find((string? Source, string Name) column)
    {
        var found = sources
            .Where(source => column.Source is null || string.Equals(source.Key, column.Source, StringComparison.OrdinalIgnoreCase))
            .Select(source => source.Value.Columns.GetValueOrDefault(column.Name))
            .OfType<IReadOnlyList<ColumnSource>>()
            .ToList();
        return (found.Count, column.Source) switch
        {
            (1, _) => found[0],
            (0, null) when aliases.GetValueOrDefault(column.Name) is { } own && _followed.Add(column.Name) => Follow(column.Name, own),
            _ => throw new NotUnderstoodException(),
        };
    }

    private IReadOnlyList<ColumnSource> Follow(string alias, IReadOnlyList<SqlToken> expression)
    {
        var columns = Columns(expression);
        _followed.Remove(alias);
        return columns;
    }
}
