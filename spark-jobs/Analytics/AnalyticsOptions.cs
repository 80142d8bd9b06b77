using CommandLine;
using Pipeline.Common.Runs;

namespace Pipeline.Analytics;

/// <summary>The command line of the analytics job.</summary>
public sealed class AnalyticsOptions : RunOptions
{
    [Option("marts", Separator = ',', MetaValue = "NAME,…", HelpText = "Which marts (default: all; with --since and --until, all that are by day).")]
    public IEnumerable<string> Marts { get; init; } = [];

    [Option("since", MetaValue = "DAY", HelpText = "Replace only the days from this one on, as 2026-01-31.")]
    public string? Since { get; init; }

    [Option("until", MetaValue = "DAY", HelpText = "... to before this one.")]
    public string? Until { get; init; }

    [Option("check", HelpText = "Build nothing: hold the published marts to their checks.")]
    public bool Check { get; init; }

    [Option("recompute", HelpText = "Publish nothing: compute the marts again from the replicas as they are, and compare them with the published ones.")]
    public bool Recompute { get; init; }
}
