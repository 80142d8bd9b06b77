using System.Text;
using Pipeline.Replication.Chunks;
using Pipeline.Replication.Diff;

namespace Pipeline.Replication.Tests;

public sealed class ChunkRowsTests
{
    private static readonly KeyRange Range = new("1", "9");

    private static readonly string[] Hashes = ["a", "aa", "b", "ba"];

    /// <summary>Rows of one chunk in the order of their keys, with hashes so short that they begin and end alike.</summary>
    private static readonly Gen<List<(string Key, string Hash)>> Rows =
        Gen.Dictionary(Gen.Int[1, 30], Gen.Int[0, 3])[0, 12].Select(rows => rows.OrderBy(row => row.Key).Select(row => (Key: $"{row.Key};ä", Hash: Hashes[row.Value])).ToList());

    [Fact]
    public void The_rows_that_only_one_side_has_are_those_of_the_two_lists() =>
        Gen.Select(Rows, Rows).Sample((mine, theirs) =>
        {
            var source = new ChunkRows(Range, Text(mine), string.Join(';', mine.Select((_, i) => $"(0,{i})")));
            var replica = new ChunkRows(Range, Text(theirs), null);

            var missing = source.Without(replica);
            var surplus = replica.Without(source);

            missing.ShouldBe(mine.Index().Where(row => !theirs.Contains(row.Item)).ToDictionary(row => row.Item.Key, row => new HashedRow(row.Item.Hash, Range, $"(0,{row.Index})")), ignoreOrder: true);
            surplus.ShouldBe(theirs.Except(mine).ToDictionary(row => row.Key, row => new HashedRow(row.Hash, Range, null)), ignoreOrder: true);
        });

    private static string Text(List<(string Key, string Hash)> rows) =>
        string.Join(ChunkRows.Separator, rows.Select(row => $"{row.Hash} {Convert.ToHexStringLower(Encoding.UTF8.GetBytes(row.Key))}"));
}
