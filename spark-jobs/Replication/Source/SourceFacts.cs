using Pipeline.Replication.Chunks;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Source;

/// <summary>What one scan of a source table found out, all of it inside the run's snapshot.</summary>
/// <param name="Checksum">Rows and checksum of the source side.</param>
/// <param name="Refused">Values that the contract cannot hold: which column, what, in how many rows.</param>
/// <param name="KeyLengths">The greatest length found, by column, for those whose key type depends on it.</param>
internal sealed record SourceFacts(
    TableChecksum Checksum, IReadOnlyList<RefusedValues> Refused, IReadOnlyDictionary<string, long> KeyLengths)
{
    /// <summary>The size of all values as PostgreSQL keeps them; null where rows are not measured.</summary>
    public long? Bytes { get; init; }

    /// <summary>How long the rows are.</summary>
    public RowWidths Widths { get; init; }

    /// <summary>The source side chunk by chunk; null where the table has no key for that, or is only counted.</summary>
    public ChunkedTable? Chunks { get; init; }

    /// <summary>Values that a policy of the user changes.</summary>
    public IReadOnlyList<RefusedValues> Changed { get; init; } = [];
}
