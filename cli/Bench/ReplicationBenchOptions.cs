using System.Globalization;
using CommandLine;
using Pipeline.Cli.Run;
using Pipeline.Common;

namespace Pipeline.Cli.Bench;

/// <summary>The command line of <c>bench replication</c>.</summary>
internal sealed class ReplicationBenchOptions : JobOptions
{
    [Option("rows", Default = 1_000_000L, MetaValue = "N", HelpText = "Rows of the table.")]
    public long Rows { get; init; }

    [Option("runs", Default = 3, MetaValue = "N", HelpText = "How often each is measured, in turn; the medians are shown.")]
    public int Runs { get; init; }

    [Option("on", Default = "embedded", MetaValue = "PLACE", HelpText = "embedded, spark (spark-submit to the cluster of `spark up`) or connect (its Connect server).")]
    public string On { get; init; } = "";

    [Option("changed", MetaValue = "SHARE", HelpText = "Measure reruns instead: nothing changed, and this share of the rows, as 0.1%.")]
    public string? Changed { get; init; }

    /// <summary>The share of rows to change, more than 0 and up to 1; null to measure whole copies.</summary>
    public double? ChangedShare => Changed is null
        ? null
        : Changed.EndsWith('%') && double.TryParse(Changed[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 10
            ? percent / 100
            : throw new PipelineException(ExitCode.Usage, $"--changed {Changed} is not understood.", "Write a percentage above 0 and up to 10, as 0.1%.");

    public void Validate()
    {
        _ = ChangedShare;
        RunPlaces.Parse(On);
        if (Rows is < 1 or > 1_000_000_000)
            throw new PipelineException(ExitCode.Usage, $"--rows {Rows} is out of range.", "Give a number from 1 to 1000000000.");
        if (Runs is < 1 or > 100)
            throw new PipelineException(ExitCode.Usage, $"--runs {Runs} is out of range.", "Give a number from 1 to 100.");
    }
}
