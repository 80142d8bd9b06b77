using CommandLine;

namespace Pipeline.Common.Runs;

/// <summary>What every job that leaves a run record understands.</summary>
public abstract class RunOptions : JobOptions
{
    [Option("run-id", MetaValue = "ID", HelpText = "Name of this run in pipeline_runs, up to 200 characters (default: time and a random part).")]
    public string? RunId { get; init; }

    [Option("attempt", MetaValue = "N", HelpText = "Which try of the run this is (default: one more than the last recorded).")]
    public int? Attempt { get; init; }

    [Option("lock-wait", MetaValue = "SECONDS", HelpText = "How long to wait for another attempt of this job to end (default: 0, which ends with 75 at once).")]
    public int LockWaitSeconds { get; init; }

    /// <summary>How long to wait for the lock.</summary>
    /// <exception cref="PipelineException">The option is out of range (exit 2).</exception>
    public TimeSpan LockPatience => LockWaitSeconds is >= 0 and <= 86_400
        ? TimeSpan.FromSeconds(LockWaitSeconds)
        : throw new PipelineException(ExitCode.Usage, $"--lock-wait is {LockWaitSeconds}.", "Give it 0 to 86400 seconds.");
}
