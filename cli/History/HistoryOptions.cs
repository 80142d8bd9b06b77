using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.History;

/// <summary>The command line of <c>history</c>.</summary>
internal sealed class HistoryOptions : JobOptions
{
    private const int MostRuns = 10_000;

    [Value(0, MetaName = "RUN", HelpText = "A run's id: shows its proof. Without it, the latest runs.")]
    public string? RunId { get; init; }

    [Option("job", MetaValue = "JOB", HelpText = "Only runs of replication, analytics or kafka-to-postgres.")]
    public string? Job { get; init; }

    [Option("limit", Default = 20, MetaValue = "N", HelpText = "How many runs.")]
    public int Limit { get; init; }

    public void Validate()
    {
        if (Limit is < 1 or > MostRuns)
            throw new PipelineException(ExitCode.Usage, $"--limit {Limit} is out of range.", $"Give a number from 1 to {MostRuns}.");
        if (Job is not null && !RunHistory.Jobs.Contains(Job, StringComparer.Ordinal))
            throw new PipelineException(ExitCode.Usage, $"--job {Job} leaves no runs.", $"Write one of {string.Join(", ", RunHistory.Jobs)}.");
    }
}
