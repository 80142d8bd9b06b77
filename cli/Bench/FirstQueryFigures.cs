namespace Pipeline.Cli.Bench;

/// <summary>What <c>bench first-query --json</c> prints; seconds are medians.</summary>
/// <param name="Runs">How often each was measured.</param>
/// <param name="PlainSeconds">From spark-submit with Java's defaults to the first answer.</param>
/// <param name="OursSeconds">The same with our settings and class archive.</param>
/// <param name="Ratio">Ours by plain.</param>
internal sealed record FirstQueryFigures(int Runs, double PlainSeconds, double OursSeconds, double Ratio)
{
    public static FirstQueryFigures Of(IReadOnlyList<double> plain, IReadOnlyList<double> ours)
    {
        var (plainSeconds, oursSeconds) = (Measurement.Median(plain), Measurement.Median(ours));
        return new(ours.Count, Math.Round(plainSeconds, 3), Math.Round(oursSeconds, 3), Math.Round(oursSeconds / plainSeconds, 3));
    }
}
