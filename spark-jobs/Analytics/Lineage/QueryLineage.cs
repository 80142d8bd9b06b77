using Pipeline.Common.Lineage;

namespace Pipeline.Analytics.Lineage;

/// <summary>
/// Follows the columns of a mart's query back to the replicas. It knows the form that the marts are written in (named steps of joins, filters
/// and groups, each column named) and nothing else: of any other query it says nothing rather than something wrong.
/// </summary>
internal sealed class QueryLineage
{
    private readonly Dictionary<string, QueryStep> _steps = new(StringComparer.OrdinalIgnoreCase);

    private QueryLineage(IReadOnlyDictionary<string, Dataset> replicas)
    {
        foreach (var (name, replica) in replicas)
            _steps[name] = QueryStep.Of(replica);
    }

    /// <summary>What a query makes of the replicas.</summary>
    /// <param name="query">Spark SQL.</param>
    /// <param name="replicas">What it reads, with all columns, by name.</param>
    /// <returns>Null where it is not understood.</returns>
    public static QueryStep? Of(string query, IReadOnlyDictionary<string, Dataset> replicas)
    {
        try
        {
            return new QueryLineage(replicas).Read(new TokenReader(SqlTokens.Of(query)));
        }
        catch (NotUnderstoodException)
        {
            return null;
        }
    }

    private QueryStep Read(TokenReader reader)
    {
        if (reader.TryTake("with"))
        {
            do
            {
                var name = reader.TakeName();
                reader.Take("as");
                reader.Take("(");
                _steps[name] = StepOf(SelectText.Read(reader));
                reader.Take(")");
            }
            while (reader.TryTake(","));
        }

        var last = StepOf(SelectText.Read(reader));
        return reader.AtEnd ? last : throw new NotUnderstoodException();
    }

    private QueryStep StepOf(SelectText select)
    {
        var sources = select.Sources.ToDictionary(
            source => source.Key, source => _steps.GetValueOrDefault(source.Value) ?? throw new NotUnderstoodException(), StringComparer.OrdinalIgnoreCase);
        var scope = new QueryScope(sources, select.Columns);
        var step = new QueryStep();
        foreach (var (name, expression) in select.Columns)
            step.Columns[name] = scope.Columns(expression);
        foreach (var source in sources.Values)
            step.Deciders.UnionWith(source.Deciders);
        foreach (var (expressions, derivation) in ((List<IReadOnlyList<SqlToken>>, Derivation)[])
            [(select.JoinedBy, Derivation.Join), (select.Filters, Derivation.Filter), (select.Groups, Derivation.GroupBy)])
        {
            step.Deciders.UnionWith(expressions.SelectMany(scope.Columns).Select(column => column with { Derivation = derivation }));
        }
        return step;
    }
}
