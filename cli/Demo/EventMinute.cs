namespace Pipeline.Cli.Demo;

/// <summary>How many events a minute saw.</summary>
/// <param name="Minute">Such as 12:03, UTC.</param>
/// <param name="Events">Events that occurred in it.</param>
internal sealed record EventMinute(string Minute, long Events);
