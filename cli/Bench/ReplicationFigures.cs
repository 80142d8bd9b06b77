namespace Pipeline.Cli.Bench;

/// <summary>What <c>bench replication --json</c> prints; seconds and megabytes are medians.</summary>
internal sealed record ReplicationFigures
{
    public required long Rows { get; init; }

    public required int Runs { get; init; }

    /// <summary>psql copy to stdout | load data local infile, into an empty table.</summary>
    public required double LimitSeconds { get; init; }

    /// <summary>Replication from process start until its record says that all is published and proven.</summary>
    public required double PublishedSeconds { get; init; }

    /// <summary>The same until the process has ended.</summary>
    public required double ProvenSeconds { get; init; }

    /// <summary>That with --no-proof.</summary>
    public required double UnprovenSeconds { get; init; }

    /// <summary>The plan: catalog, fidelity scan and report, from process start.</summary>
    public required double PlanSeconds { get; init; }

    public required double RatioPublished { get; init; }

    public required double RatioProven { get; init; }

    public required double RatioUnproven { get; init; }

    public required double RatioPlan { get; init; }

    /// <summary>The most memory that our process and those it started held; a standing server's and an executor's are not among it.</summary>
    public required double PeakMb { get; init; }

    public static ReplicationFigures Of(
        long rows,
        IReadOnlyList<Measurement> limit,
        IReadOnlyList<Measurement> proven,
        IReadOnlyList<Measurement> unproven,
        IReadOnlyList<Measurement> planned)
    {
        var limitSeconds = Measurement.Median(limit.Select(m => m.Seconds));
        var provenSeconds = Measurement.Median(proven.Select(m => m.Seconds));
        var publishedSeconds = Measurement.Median(proven.Select(m => m.SecondsToRecord));
        var unprovenSeconds = Measurement.Median(unproven.Select(m => m.Seconds));
        var planSeconds = Measurement.Median(planned.Select(m => m.Seconds));
        return new()
        {
            Rows = rows,
            Runs = limit.Count,
            LimitSeconds = Math.Round(limitSeconds, 3),
            PublishedSeconds = Math.Round(publishedSeconds, 3),
            ProvenSeconds = Math.Round(provenSeconds, 3),
            UnprovenSeconds = Math.Round(unprovenSeconds, 3),
            PlanSeconds = Math.Round(planSeconds, 3),
            RatioPublished = Math.Round(publishedSeconds / limitSeconds, 3),
            RatioProven = Math.Round(provenSeconds / limitSeconds, 3),
            RatioUnproven = Math.Round(unprovenSeconds / limitSeconds, 3),
            RatioPlan = Math.Round(planSeconds / limitSeconds, 3),
            PeakMb = Math.Round(Measurement.Median(proven.Concat(unproven).Select(m => m.PeakMegabytes ?? 0)), 1),
        };
    }
}
