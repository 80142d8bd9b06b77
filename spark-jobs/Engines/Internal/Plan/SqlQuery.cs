using System.Collections.Immutable;

namespace Pipeline.Spark.Sql.Internal.Plan;

/// <summary>The rows of a select statement.</summary>
/// <param name="text">Spark SQL.</param>
/// <param name="views">What the names in it stand for.</param>
internal sealed class SqlQuery(string text, ImmutableDictionary<string, LogicalPlan> views) : LogicalPlan
{
    public string Text => text;

    public ImmutableDictionary<string, LogicalPlan> Views => views;

    public override LogicalPlan Select(IReadOnlyList<string> columns) =>
        new SqlQuery($"select {string.Join(", ", columns.Select(Quote))} from ({text}) as selected", views);

    private static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
