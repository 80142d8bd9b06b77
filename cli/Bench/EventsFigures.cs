namespace Pipeline.Cli.Bench;

/// <summary>What <c>bench events --json</c> prints; seconds and megabytes are medians.</summary>
internal sealed record EventsFigures
{
    public required long Events { get; init; }

    public required int Runs { get; init; }

    /// <summary>The same rows by one binary COPY into a table of the same keys.</summary>
    public required double LimitSeconds { get; init; }

    /// <summary>The job from process start to committed: read, judged, stored.</summary>
    public required double OursSeconds { get; init; }

    public required double Ratio { get; init; }

    /// <summary>The most memory that our process and those it started held; a standing server's and an executor's are not among it.</summary>
    public required double PeakMb { get; init; }

    public static EventsFigures Of(long events, IReadOnlyList<Measurement> limit, IReadOnlyList<Measurement> ours)
    {
        var limitSeconds = Measurement.Median(limit.Select(m => m.Seconds));
        var oursSeconds = Measurement.Median(ours.Select(m => m.Seconds));
        return new()
        {
            Events = events,
            Runs = ours.Count,
            LimitSeconds = Math.Round(limitSeconds, 3),
            OursSeconds = Math.Round(oursSeconds, 3),
            Ratio = Math.Round(oursSeconds / limitSeconds, 3),
            PeakMb = Math.Round(Measurement.Median(ours.Select(m => m.PeakMegabytes ?? 0)), 1),
        };
    }
}
