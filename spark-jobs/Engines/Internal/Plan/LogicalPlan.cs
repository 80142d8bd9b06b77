namespace Pipeline.Spark.Sql.Internal.Plan;

/// <summary>What a DataFrame stands for. Two plans are the same only when they are the same object.</summary>
internal abstract class LogicalPlan;
