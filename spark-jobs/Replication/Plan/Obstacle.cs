namespace Pipeline.Replication.Plan;

/// <summary>Something that keeps a table from being replicated exactly.</summary>
/// <param name="What">What stands in the way, with table, column and numbers.</param>
/// <param name="Remedy">What can be done about it.</param>
internal sealed record Obstacle(string What, string Remedy);
