using Pipeline.Common.Lineage;

namespace Pipeline.Common;

/// <summary>What a job is given by its host: where to write, and when to stop.</summary>
/// <param name="Output">Progress, lines and the result.</param>
/// <param name="Cancellation">Cancelled by Ctrl-C and SIGTERM.</param>
public sealed record JobContext(JobOutput Output, CancellationToken Cancellation)
{
    /// <summary>What sends OpenLineage events; null where none are asked for.</summary>
    public LineageSender? Lineage { get; init; }
}
