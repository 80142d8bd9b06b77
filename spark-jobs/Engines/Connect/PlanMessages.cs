using Pipeline.Spark.Sql.Internal.Plan;
using Proto = Pipeline.Spark.Sql.Connect.Protocol;

namespace Pipeline.Spark.Sql.Connect;

/// <summary>Plans as Spark Connect's messages.</summary>
internal static class PlanMessages
{
    private static long _planIds;

    public static Proto.Relation Rows(LogicalPlan plan) => plan switch
    {
        SourceScan { Selected: { } columns } scan => Project(Scan(scan), columns),
        SourceScan scan => Scan(scan),
        SqlQuery query => Numbered(new() { Sql = new() { Query = query.Text } }),
        _ => throw new InvalidOperationException($"Spark Connect does not know the plan {plan.GetType().Name}."),
    };

    /// <summary>One row, one column: how many rows there are.</summary>
    public static Proto.Relation Count(LogicalPlan plan)
    {
        var count = new Proto.Aggregate { Input = Rows(plan), GroupType = Proto.Aggregate.Types.GroupType.Groupby };
        count.AggregateExpressions.Add(new Proto.Expression { ExpressionString = new() { Expression = "count(1)" } });
        return Numbered(new() { Aggregate = count });
    }

    public static Proto.Plan CreateView(string name, LogicalPlan plan) =>
        new() { Command = new() { CreateDataframeView = new() { Input = Rows(plan), Name = name, Replace = true } } };

    public static Proto.Plan Write(LogicalPlan plan, WriteTarget target)
    {
        var write = new Proto.WriteOperation { Input = Rows(plan), Source = target.Format, Mode = Proto.WriteOperation.Types.SaveMode.Append };
        foreach (var (name, value) in target.Options.All)
            write.Options[name] = value;
        return new() { Command = new() { WriteOperation = write } };
    }

    private static Proto.Relation Scan(SourceScan scan)
    {
        var source = new Proto.Read.Types.DataSource { Format = scan.Format };
        foreach (var (name, value) in scan.Options.All)
            source.Options[name] = value;
        source.Predicates.AddRange(scan.Predicates ?? []);
        return Numbered(new() { Read = new() { DataSource = source } });
    }

    private static Proto.Relation Project(Proto.Relation input, IReadOnlyList<string> columns)
    {
        var project = new Proto.Project { Input = input };
        project.Expressions.AddRange(columns.Select(column => new Proto.Expression
        {
            UnresolvedAttribute = new() { UnparsedIdentifier = $"`{column.Replace("`", "``", StringComparison.Ordinal)}`" },
        }));
        return Numbered(new() { Project = project });
    }

    private static Proto.Relation Numbered(Proto.Relation relation)
    {
        relation.Common = new() { PlanId = Interlocked.Increment(ref _planIds) };
        return relation;
    }
}
