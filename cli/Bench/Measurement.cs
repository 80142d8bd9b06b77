namespace Pipeline.Cli.Bench;

/// <summary>One finished process.</summary>
/// <param name="Seconds">From start to exit.</param>
/// <param name="PeakMegabytes">The most memory it held resident (VmHWM), or null where the system does not tell.</param>
internal readonly record struct Measurement(double Seconds, double? PeakMegabytes)
{
    /// <summary>The middle value; of an even number, the mean of the middle two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
