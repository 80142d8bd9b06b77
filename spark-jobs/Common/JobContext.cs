using Pipeline.Common.Jvm;
using Pipeline.Common.Lineage;

namespace Pipeline.Common;

/// <summary>What a job is given by its host: where to write, and when to stop.</summary>
/// <param name="Output">Progress, lines and the result.</param>
/// <param name="Cancellation">Cancelled by Ctrl-C and SIGTERM.</param>
public sealed record JobContext(JobOutput Output, CancellationToken Cancellation)
{
    /// <summary>What sends OpenLineage events; null where none are asked for.</summary>
    public LineageSender? Lineage { get; init; }

    /// <summary>The code that the process ends with once it was asked to stop.</summary>
    public Func<ExitCode> StopCode { get; init; } = static () => ExitCode.Interrupted;

    /// <summary>The code of the stop that a failure comes from; null where the failure stands for itself: that of a proof, and what tells of a stop in its own words.</summary>
    public async Task<ExitCode?> StopBehindAsync(Exception failure) =>
        failure is not PipelineException { Code: ExitCode.ProofFailed or ExitCode.Interrupted or ExitCode.Terminated } && await JvmEnd.IsStopAsync(failure, Cancellation) ? StopCode() : null;
}
