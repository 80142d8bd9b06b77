using System.Collections.Immutable;
using Pipeline.Spark.Sql.Internal.Plan;

namespace Pipeline.Spark.Sql.Connect;

/// <summary>
/// Keeps the server's views to what a query was written over. A server knows only the latest view of a name; a query means the one of its
/// moment, so a view that has been replaced since is put back before the query runs.
/// </summary>
/// <param name="create">Creates or replaces a view on the server.</param>
internal sealed class ServerViews(Action<string, LogicalPlan> create)
{
    private readonly Dictionary<string, LogicalPlan> _known = new(StringComparer.OrdinalIgnoreCase);

    public void Create(string name, LogicalPlan plan)
    {
        Provide(plan);
        create(name, plan);
        _known[name] = plan;
    }

    /// <summary>Sees to it that the names in a plan stand for what they stood for when it was made.</summary>
    public void Provide(LogicalPlan plan)
    {
        if (plan is not SqlQuery query)
            return;
        while (Stale(query.Views) is { } view)
            Create(view.Key, view.Value);
    }

    private KeyValuePair<string, LogicalPlan>? Stale(ImmutableDictionary<string, LogicalPlan> views)
    {
        // The deepest first: making a view may put back older ones that it stands on.
        foreach (var view in views.OrderByDescending(view => Depth(view.Value)))
        {
            if (!_known.TryGetValue(view.Key, out var known) || !ReferenceEquals(known, view.Value))
                return view;
        }
        return null;
    }

    private static int Depth(LogicalPlan plan) =>
        plan is SqlQuery query ? 1 + query.Views.Values.Select(Depth).DefaultIfEmpty().Max() : 0;
}
