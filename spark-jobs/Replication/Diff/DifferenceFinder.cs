using MySqlConnector;
using Pipeline.Common;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Contract;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Source;

namespace Pipeline.Replication.Diff;

/// <summary>Compares a replica with its source, first chunk by chunk, then row by row in the chunks that differ. It writes nothing.</summary>
internal sealed class DifferenceFinder(DatabaseUrl target, SourceSnapshot snapshot, MySqlConnection connection, RowHash hash)
{
    /// <summary>Their rows are in memory, hash and key: some 200,000 of each side.</summary>
    private const int ChunksAtATime = 800;

    /// <summary>Finds the rows that differ.</summary>
    /// <param name="plan">The table.</param>
    /// <param name="source">Its source side.</param>
    /// <param name="mostRows">Beyond so many rows, it gives up and returns null.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<TableDifference?> FindAsync(TablePlan plan, ChunkedTable source, long mostRows, CancellationToken cancellation)
    {
        var replica = (plan.Replica is { } ahead ? await ahead : null)
            ?? await new TargetChunkScan(target, source.Key, plan.Columns, hash).ReadAsync(plan.Target, source.Ranges, cancellation);
        var found = new TableDifference(plan, replica, source.DifferFrom(replica));

        // Asked before any of the rows is in memory: a range of the source may hold far more rows in the replica.
        if (source.RowsApart(replica) > mostRows)
            return null;
        var rows = new RowHashes(plan, source.Key, hash, snapshot, target);
        foreach (var some in found.Chunks.Chunk(ChunksAtATime))
        {
            List<KeyRange> ranges = [.. some.Select(i => source.Ranges[i])];
            var there = OfTargetAsync(rows, [.. some.Select(i => (source.Ranges[i], replica.Checksums[i].Rows > source.Key.MostChunkRows))], cancellation);
            var wanted = rows.OfSourceAsync(ranges, cancellation);

            // Where one side fails the other is awaited, too: a connection must not be closed while somebody reads from it.
            await Task.WhenAll(there, wanted);
            foreach (var (mine, theirs) in (await wanted).Zip(await there))
                Compare(mine.Without(theirs), theirs.Without(mine), found);
            if (found.Rows > mostRows)
                return null;
        }
        return found;
    }

    private async Task<IEnumerable<ChunkRows>> OfTargetAsync(RowHashes rows, IReadOnlyList<(KeyRange Range, bool IsLong)> chunks, CancellationToken cancellation)
    {
        var read = (await rows.OfTargetAsync([.. chunks.Where(chunk => !chunk.IsLong).Select(chunk => chunk.Range)], cancellation)).ToDictionary(chunk => chunk.Range);
        foreach (var (range, _) in chunks.Where(chunk => chunk.IsLong))
            read[range] = await rows.OfTargetAsync(connection, range, cancellation);
        return chunks.Select(chunk => read[chunk.Range]);
    }

    internal static void Compare(Dictionary<string, HashedRow> wanted, Dictionary<string, HashedRow> there, TableDifference found)
    {
        foreach (var (key, row) in wanted)
        {
            var isThere = there.Remove(key, out var other);
            if (other.Hash != row.Hash)
                (isThere ? found.Unequal : found.Missing).Add(new(key, row.Range, row.Place));
        }
        found.Surplus.AddRange(there.Select(row => new DifferingRow(row.Key, row.Value.Range, null)));
    }
}
