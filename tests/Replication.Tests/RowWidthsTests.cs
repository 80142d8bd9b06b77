using Pipeline.Replication.Source;

namespace Pipeline.Replication.Tests;

/// <summary>How many rows are held at a time.</summary>
public sealed class RowWidthsTests
{
    private const long Mb = 1 << 20;

    [Theory]
    [InlineData(0, 0, 10_000)]
    [InlineData(1_000, 0, 10_000)]
    [InlineData(5 * Mb, 300 * Mb, 3)]
    [InlineData(5 * Mb, 5 * Mb, 1408)]
    [InlineData(100 * Mb, 100 * Mb, 1)]
    public void Long_rows_are_held_fewer_at_a_time(long widest, long wide, int rows) =>
        new RowWidths(widest, wide).RowsAtATime.ShouldBe(rows);

    [Fact]
    public void What_is_held_stays_within_the_same_bound_whatever_the_rows() => Gen.Select(Gen.Long[1, 64 * Mb], Gen.Long[0, 1024]).Sample((widest, wideRows) =>
    {
        var wide = widest > RowWidths.Narrow ? widest * Math.Max(1, wideRows) : 0;
        var rows = new RowWidths(widest, wide).RowsAtATime;

        // The worst that can come together: all wide rows there are, and narrow ones.
        var held = Math.Min(wide, rows * widest) + (rows * Math.Min(widest, RowWidths.Narrow));
        held.ShouldBeLessThanOrEqualTo(Math.Max(widest + RowWidths.Narrow, 32 * Mb));
    });
}
