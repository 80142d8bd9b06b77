using System.Text;
using Pipeline.Replication.Chunks;

namespace Pipeline.Replication.Diff;

/// <summary>The rows of one chunk on one side, as its database joined them.</summary>
/// <param name="Range">The chunk.</param>
/// <param name="Rows">Each as its hash, which covers its key, and its key in hexadecimal, in the order of the key: <c>0cc175b9… 3432;92eb5ffe… 3433</c>.</param>
/// <param name="Places">Where each lies in the source; null for the replica.</param>
internal sealed record ChunkRows(KeyRange Range, string Rows, string? Places)
{
    /// <summary>What stands between two rows.</summary>
    public const char Separator = ';';

    /// <summary>The rows, by key, that the other side has not, or not so.</summary>
    /// <remarks>Mostly all rows are equal but a few: what begins and ends both texts is passed over as one.</remarks>
    public Dictionary<string, HashedRow> Without(ChunkRows other)
    {
        var from = Rows.AsSpan(0, Rows.AsSpan().CommonPrefixLength(other.Rows)).LastIndexOf(Separator) + 1;
        var end = EqualAtEnd(from, other.Rows);
        var there = Parts(other.Rows[from..^end]).ToHashSet(StringComparer.Ordinal);
        var first = Rows.AsSpan(0, from).Count(Separator);
        var places = Places?.Split(Separator);
        return Parts(Rows[from..^end])
            .Select((row, i) => (Row: row, Place: places?[first + i]))
            .Where(here => !there.Contains(here.Row))
            .Select(here => Row(here.Row, here.Place))
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>How many characters at the end of both are whole rows of both, with what stands before the first of them.</summary>
    private int EqualAtEnd(int from, string other)
    {
        var most = Math.Min(Rows.Length, other.Length) - from;
        var equal = 0;
        while (equal < most && Rows[^(equal + 1)] == other[^(equal + 1)])
            equal++;
        return Rows.AsSpan(Rows.Length - equal).IndexOf(Separator) is var at and >= 0 ? equal - at : 0;
    }

    private static string[] Parts(string text) => text.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    private KeyValuePair<string, HashedRow> Row(string row, string? place)
    {
        var parts = row.Split(' ');
        return new(Encoding.UTF8.GetString(Convert.FromHexString(parts[1])), new(parts[0], Range, place));
    }
}
