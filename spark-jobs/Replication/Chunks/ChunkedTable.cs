using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Chunks;

/// <summary>One side of a table, chunk by chunk in the order of the key.</summary>
/// <param name="Key">The key that the chunks follow.</param>
/// <param name="Ranges">The chunks.</param>
/// <param name="Checksums">What each holds.</param>
internal sealed record ChunkedTable(ChunkKey Key, IReadOnlyList<KeyRange> Ranges, IReadOnlyList<ChunkChecksum> Checksums)
{
    private const int HexDigits = 32;

    /// <summary>Rows, and the hash over all chunks that hold any: it depends on nothing but the rows.</summary>
    public TableChecksum Total => new(Checksums.Sum(c => c.Rows), TextOf(Checksums));

    /// <summary>The chunks in which the two sides differ, by number.</summary>
    public IReadOnlyList<int> DifferFrom(ChunkedTable other) => [.. Enumerable.Range(0, Ranges.Count).Where(i => Checksums[i] != other.Checksums[i])];

    /// <summary>How many rows at least one side has and the other has not.</summary>
    public long RowsApart(ChunkedTable other) => Checksums.Zip(other.Checksums, (mine, theirs) => Math.Abs(mine.Rows - theirs.Rows)).Sum();

    /// <summary>True for the checksum of a run that compared chunks: the sum over rows of any order is shorter.</summary>
    public static bool IsChecksum(string text) => text.Length == HexDigits;

    private static string TextOf(IReadOnlyList<ChunkChecksum> chunks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var chunk in chunks.Where(c => c.Rows > 0))
            hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chunk.Rows} {chunk.Hash}\n")));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..HexDigits];
    }
}
