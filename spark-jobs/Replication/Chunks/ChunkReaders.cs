namespace Pipeline.Replication.Chunks;

/// <summary>Shares the chunks of a table among connections. Each takes the next piece when it is done with one, so that none waits for another.</summary>
internal static class ChunkReaders
{
    private const int WorthAConnection = 64;

    /// <summary>Reads all chunks.</summary>
    /// <param name="ranges">The chunks.</param>
    /// <param name="pieceSize">How many are read at a time.</param>
    /// <param name="open">Opens a connection.</param>
    /// <param name="read">Reads a piece over it: one result a chunk.</param>
    /// <returns>The results in the order of the chunks.</returns>
    public static async Task<IReadOnlyList<TResult>> ReadAsync<TConnection, TResult>(
        IReadOnlyList<KeyRange> ranges,
        int pieceSize,
        Func<Task<TConnection>> open,
        Func<TConnection, KeyRange[], Task<IReadOnlyList<TResult>>> read)
        where TConnection : IAsyncDisposable
    {
        KeyRange[][] pieces = [.. ranges.Chunk(pieceSize)];
        var results = new IReadOnlyList<TResult>[pieces.Length];
        var taken = 0;
        var readers = Math.Clamp(ranges.Count / WorthAConnection, 1, Environment.ProcessorCount);
        await Task.WhenAll(Enumerable.Range(0, readers).Select(async _ =>
        {
            await using var connection = await open();
            while (Interlocked.Increment(ref taken) - 1 is var piece && piece < pieces.Length)
            {
                try
                {
                    results[piece] = await read(connection, pieces[piece]);
                }
                catch
                {
                    Interlocked.Exchange(ref taken, pieces.Length);
                    throw;
                }
            }
        }));
        return [.. results.SelectMany(rows => rows)];
    }
}
