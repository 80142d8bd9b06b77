namespace Pipeline.Analytics;

/// <summary>A run that published a mart.</summary>
/// <param name="Days">The days it replaced, or null for the mart whole.</param>
/// <param name="Snapshot">The source's snapshot that the replicas were of.</param>
internal readonly record struct MartWrite(DayRange? Days, string? Snapshot)
{
    /// <summary>True when it wrote some of the days asked for; null asks for all.</summary>
    public bool Touches(DayRange? asked) => Days is null || asked is null || (Days.Since < asked.Until && asked.Since < Days.Until);

    /// <summary>True when nothing of the days asked for was left of before.</summary>
    public bool Covers(DayRange? asked) => Days is null || (asked is not null && Days.Since <= asked.Since && asked.Until <= Days.Until);
}
