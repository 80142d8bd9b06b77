using Npgsql;

namespace Pipeline.Generation;

/// <summary>How rows go into one table of the shop.</summary>
/// <param name="Name">The table.</param>
/// <param name="Key">Its identity column.</param>
/// <param name="Columns">The columns in the order in which <paramref name="Write"/> writes them.</param>
/// <param name="Write">Writes the values of one row.</param>
internal sealed record ShopTable<T>(string Name, string Key, string Columns, Action<NpgsqlBinaryImporter, T> Write)
{
    // How many rows go by between two looks at the clock and at the stop signal.
    private const int Stride = 4_096;

    /// <summary>
    /// Copies all rows in and returns their number. The rows themselves are written without awaiting: each is a few bytes
    /// into a buffer, and a state machine for each value would cost more than the row.
    /// </summary>
    public async Task<long> CopyAsync(
        NpgsqlConnection connection, IEnumerable<T> rows, Action<long> progress, CancellationToken cancellation)
    {
        await using var importer = await connection.BeginBinaryImportAsync(
            $"copy public.{Name} ({Columns}) from stdin (format binary)", cancellation);
        var written = Fill(importer, rows, progress, cancellation);
        await importer.CompleteAsync(cancellation);
        return written;
    }

    private long Fill(NpgsqlBinaryImporter importer, IEnumerable<T> rows, Action<long> progress, CancellationToken cancellation)
    {
        var written = 0L;
        foreach (var row in rows)
        {
            importer.StartRow();
            Write(importer, row);
            if (++written % Stride != 0)
                continue;
            cancellation.ThrowIfCancellationRequested();
            progress(written);
        }

        return written;
    }
}
