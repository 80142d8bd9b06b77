namespace Pipeline.Cli.Drill;

/// <summary>What one fault did to one job, once.</summary>
internal sealed record CellResult
{
    public required string Fault { get; init; }

    public required string Job { get; init; }

    public required int Round { get; init; }

    /// <summary>Why it was not made; nothing else counts then, save for damage.</summary>
    public string? NotRun { get; init; }

    /// <summary>False when the job had ended before the fault came.</summary>
    public bool Hit { get; init; }

    public long RowsLost { get; init; }

    public long RowsDoubled { get; init; }

    public long ReaderErrors { get; init; }

    /// <summary>Reads during a restart that the drill made itself, which no reader could be spared.</summary>
    public long ReadsExcused { get; init; }

    public long Reads { get; init; }

    /// <summary>From the fault to the next good end of the job.</summary>
    public double SecondsToRecover { get; init; }

    /// <summary>What went wrong, in words: reader's errors, exit codes that no fault should cause, a job that did not recover, leftovers.</summary>
    public IReadOnlyList<string> Troubles { get; init; } = [];

    /// <summary>What else is worth knowing, though no job is at fault.</summary>
    public string? Remark { get; init; }

    /// <summary>False where the fault was not made and nothing is wrong either.</summary>
    public bool Counts => NotRun is null || !IsClean;

    public bool IsClean => RowsLost == 0 && RowsDoubled == 0 && ReaderErrors == 0 && Troubles.Count == 0;
}
