namespace Pipeline.Replication.Source;

/// <summary>How many bytes the rows of a table hold in columns of any length.</summary>
/// <param name="Widest">The widest row.</param>
/// <param name="Wide">All rows together that are wider than <see cref="Narrow"/>.</param>
internal readonly record struct RowWidths(long Widest, long Wide)
{
    /// <summary>Up to here a row is like any other.</summary>
    public const long Narrow = 8192;

    private const int MostRows = 10_000;

    /// <summary>What the rows that are held at a time, read ahead or waiting to be written, may take; one row is always held.</summary>
    private const long Budget = 16 << 20;

    /// <summary>How many rows to hold at a time, so that a table of long values takes no more memory than one of short ones.</summary>
    public int RowsAtATime
    {
        get
        {
            if (Widest * MostRows <= Budget)
                return MostRows;
            var rows = Wide <= Budget / 2 ? (Budget - Wide) / Math.Min(Widest, Narrow) : Budget / Widest;
            return (int)Math.Clamp(rows, 1, MostRows);
        }
    }
}
