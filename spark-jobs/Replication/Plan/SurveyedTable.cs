using Pipeline.Replication.Source;

namespace Pipeline.Replication.Plan;

/// <summary>A table after everything about it has been looked at.</summary>
/// <param name="Table">The table.</param>
/// <param name="Target">The name of its replica.</param>
/// <param name="Plan">How it would travel; null where something is in the way before a plan can be made.</param>
/// <param name="Obstacles">What stands in the way.</param>
internal sealed record SurveyedTable(SourceTable Table, string Target, TablePlan? Plan, IReadOnlyList<Obstacle> Obstacles);
