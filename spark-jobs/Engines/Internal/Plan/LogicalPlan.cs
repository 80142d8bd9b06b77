namespace Pipeline.Spark.Sql.Internal.Plan;

/// <summary>What a DataFrame stands for. Two plans are the same only when they are the same object.</summary>
internal abstract class LogicalPlan
{
    /// <summary>The same rows with only these columns, in this order.</summary>
    /// <param name="columns">Names, unquoted.</param>
    public abstract LogicalPlan Select(IReadOnlyList<string> columns);
}
