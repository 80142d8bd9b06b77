namespace Pipeline.Analytics.Definitions;

/// <summary>Where the days of a mart by day come from: a day's rows depend only on the replica's rows of that day.</summary>
/// <param name="Column">The mart's column.</param>
/// <param name="Replica">The replica read by day.</param>
/// <param name="ReplicaColumn">Its column of time.</param>
internal sealed record MartDays(string Column, string Replica, string ReplicaColumn);
