namespace Pipeline.Cli.Drill.Faults;

/// <summary>A fault that was made.</summary>
/// <param name="At">When, by the stopwatch.</param>
/// <param name="Hit">False when the job had ended before.</param>
/// <param name="Ends">How the attempts ended that were at work.</param>
internal sealed record Disturbance(long At, bool Hit, IReadOnlyList<AttemptEnd> Ends)
{
    /// <summary>What was not as this fault allows, beyond <see cref="AttemptEnd.IsDecent"/>; null when all was.</summary>
    public string? Complaint { get; init; }

    /// <summary>What else is worth knowing, though no job is at fault; null when there is nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>Why the fault did not come about after all; null when it did.</summary>
    public string? NotMade { get; init; }
}
