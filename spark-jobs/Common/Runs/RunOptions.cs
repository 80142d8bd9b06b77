using CommandLine;

namespace Pipeline.Common.Runs;

/// <summary>What every job that leaves a run record understands.</summary>
public abstract class RunOptions : JobOptions
{
    [Option("run-id", MetaValue = "ID", HelpText = "Name of this run in pipeline_runs, up to 200 characters (default: time and a random part).")]
    public string? RunId { get; init; }

    [Option("attempt", MetaValue = "N", HelpText = "Which try of the run this is (default: one more than the last recorded).")]
    public int? Attempt { get; init; }
}
