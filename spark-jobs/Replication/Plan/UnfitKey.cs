using Pipeline.Replication.Contract;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Plan;

/// <summary>A unique key of the source that MySQL cannot have.</summary>
/// <param name="Index">The key.</param>
/// <param name="Reason">Why, with numbers.</param>
/// <param name="Remedy">What can be done about it.</param>
internal sealed record UnfitKey(SourceIndex Index, string Reason, string Remedy)
{
    /// <summary>The values that make it too long; null where it is not for its values.</summary>
    public Refusal? TooLong { get; init; }
}
