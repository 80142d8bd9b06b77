namespace Pipeline.Cli.Drill;

/// <summary>One fault and one job over all rounds, as the table and <c>--json</c> show it.</summary>
internal sealed record Cell
{
    public required string Fault { get; init; }

    public required string Job { get; init; }

    /// <summary>How often the fault was made.</summary>
    public required int Rounds { get; init; }

    /// <summary>How often it met the job at work.</summary>
    public required int Hits { get; init; }

    public required long RowsLost { get; init; }

    public required long RowsDoubled { get; init; }

    public required long ReaderErrors { get; init; }

    /// <summary>Cases with another trouble: an exit code no fault should cause, no recovery, leftovers.</summary>
    public required int OtherTroubles { get; init; }

    public required long Reads { get; init; }

    public required long ReadsExcused { get; init; }

    public required double? MedianSeconds { get; init; }

    public required double? WorstSeconds { get; init; }

    /// <summary>Why it was never made; null when it was.</summary>
    public required string? NotRun { get; init; }

    public static Cell Of(string fault, string job, IReadOnlyCollection<CellResult> results)
    {
        var made = results.Where(result => result.Counts).ToList();
        var seconds = made.Select(result => result.SecondsToRecover).Order().ToList();
        return new()
        {
            Fault = fault,
            Job = job,
            Rounds = made.Count,
            Hits = made.Count(result => result.Hit),
            RowsLost = made.Sum(result => result.RowsLost),
            RowsDoubled = made.Sum(result => result.RowsDoubled),
            ReaderErrors = made.Sum(result => result.ReaderErrors),
            OtherTroubles = made.Count(result => result is { ReaderErrors: 0, Troubles.Count: > 0 }),
            Reads = made.Sum(result => result.Reads),
            ReadsExcused = made.Sum(result => result.ReadsExcused),
            MedianSeconds = seconds.Count == 0 ? null : Math.Round(seconds[seconds.Count / 2], 2),
            WorstSeconds = seconds.Count == 0 ? null : Math.Round(seconds[^1], 2),
            NotRun = made.Count == 0 ? results.FirstOrDefault()?.NotRun ?? "not reached" : null,
        };
    }
}
