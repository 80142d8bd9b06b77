namespace Pipeline.Cli.Bench;

/// <summary>One finished process.</summary>
/// <param name="Seconds">From start to exit.</param>
/// <param name="PeakMegabytes">The most memory that it and those below it held resident (VmHWM), or null where the system does not tell.</param>
internal readonly record struct Measurement(double Seconds, double? PeakMegabytes)
{
    /// <summary>When it was started.</summary>
    public DateTimeOffset BeganAt { get; init; }

    /// <summary>From its start until the record of its run was closed, where that was looked up.</summary>
    public double SecondsToRecord { get; init; }

    /// <summary>What it printed on standard output.</summary>
    public string? Output { get; init; }

    /// <summary>The middle value; of an even number, the mean of the middle two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
