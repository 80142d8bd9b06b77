namespace Pipeline.Replication.Plan;

/// <summary>An index of the replica: its name there and its columns.</summary>
internal sealed record PlannedIndex(string Name, IReadOnlyList<string> Columns, bool IsPrimary, bool IsUnique);
