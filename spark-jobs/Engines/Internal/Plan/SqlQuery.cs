using System.Collections.Immutable;

namespace Pipeline.Spark.Sql.Internal.Plan;

/// <summary>The rows of a select statement.</summary>
/// <param name="text">Spark SQL.</param>
/// <param name="views">What the names in it stand for.</param>
internal sealed class SqlQuery(string text, ImmutableDictionary<string, LogicalPlan> views) : LogicalPlan
{
    public string Text => text;

    public ImmutableDictionary<string, LogicalPlan> Views => views;
}
