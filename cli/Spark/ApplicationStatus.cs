namespace Pipeline.Cli.Spark;

/// <summary>An application as the master knows it.</summary>
internal sealed record ApplicationStatus(string Id, string Name, string State, int Cores);
