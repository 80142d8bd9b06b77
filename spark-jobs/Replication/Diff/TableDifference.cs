using System.Globalization;
using Pipeline.Common;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Diff;

/// <summary>In which rows a replica differs from its source.</summary>
/// <param name="Plan">The table.</param>
/// <param name="Before">The replica, chunk by chunk, as it was found.</param>
/// <param name="Chunks">The chunks that differ, by number.</param>
internal sealed record TableDifference(TablePlan Plan, ChunkedTable Before, IReadOnlyList<int> Chunks) : TableMove(Plan)
{
    /// <summary>Rows that only the source has.</summary>
    public List<DifferingRow> Missing { get; } = [];

    /// <summary>Rows that both have, and that are not equal.</summary>
    public List<DifferingRow> Unequal { get; } = [];

    /// <summary>Rows that only the replica has.</summary>
    public List<DifferingRow> Surplus { get; } = [];

    /// <summary>Where the missing and the unequal rows lie in the source.</summary>
    public IEnumerable<string> Places => Missing.Concat(Unequal).Select(row => row.Place!);

    /// <summary>How many rows are written into the replica.</summary>
    public long Written => (long)Missing.Count + Unequal.Count;

    public long Rows => (long)Missing.Count + Unequal.Count + Surplus.Count;

    public bool IsEmpty => Rows == 0;

    /// <summary>The chunks that differ.</summary>
    public IReadOnlyList<KeyRange> Ranges => [.. Chunks.Select(i => Before.Ranges[i])];

    /// <summary>The replica after its differing chunks have become what they are now.</summary>
    /// <param name="now">Those chunks, in their order.</param>
    public ChunkedTable After(IReadOnlyList<ChunkChecksum> now)
    {
        ChunkChecksum[] all = [.. Before.Checksums];
        foreach (var (chunk, checksum) in Chunks.Zip(now))
            all[chunk] = checksum;
        return Before with { Checksums = all };
    }

    /// <summary>For the record: <c>3 rows added, 1 changed, 2 removed</c>.</summary>
    public override string ToString() => IsEmpty
        ? "unchanged"
        : string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(Missing.Count, "row")} added, {Unequal.Count:N0} changed, {Surplus.Count:N0} removed, in {Chunks.Count:N0} of {Counted.Of(Before.Ranges.Count, "chunk")}");
}
