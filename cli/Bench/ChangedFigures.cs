namespace Pipeline.Cli.Bench;

/// <summary>What <c>bench replication --changed --json</c> prints; seconds and megabytes are medians.</summary>
internal sealed record ChangedFigures
{
    public required long Rows { get; init; }

    public required long ChangedRows { get; init; }

    public required int Runs { get; init; }

    /// <summary>psql copy to stdout | load data local infile of all rows, into an empty table.</summary>
    public required double LimitSeconds { get; init; }

    /// <summary>Replication from process start to proven, when nothing has changed.</summary>
    public required double UnchangedSeconds { get; init; }

    /// <summary>The same after rows with neighbouring keys have changed.</summary>
    public required double TogetherSeconds { get; init; }

    /// <summary>The same after as many rows all over the table have changed.</summary>
    public required double AnywhereSeconds { get; init; }

    public double RatioUnchanged => Math.Round(UnchangedSeconds / LimitSeconds, 3);

    public double RatioTogether => Math.Round(TogetherSeconds / LimitSeconds, 3);

    public double RatioAnywhere => Math.Round(AnywhereSeconds / LimitSeconds, 3);

    public required double PeakMb { get; init; }

    public static ChangedFigures Of(
        long rows, long changed, IReadOnlyList<Measurement> limit, IReadOnlyList<Measurement> unchanged, IReadOnlyList<Measurement> together, IReadOnlyList<Measurement> anywhere) => new()
        {
            Rows = rows,
            ChangedRows = changed,
            Runs = limit.Count,
            LimitSeconds = Seconds(limit),
            UnchangedSeconds = Seconds(unchanged),
            TogetherSeconds = Seconds(together),
            AnywhereSeconds = Seconds(anywhere),
            PeakMb = Math.Round(Measurement.Median(unchanged.Concat(together).Concat(anywhere).Select(m => m.PeakMegabytes ?? 0)), 1),
        };

    private static double Seconds(IEnumerable<Measurement> measured) => Math.Round(Measurement.Median(measured.Select(m => m.Seconds)), 3);
}
