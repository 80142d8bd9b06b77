using DuckDB.NET.Data;

namespace Pipeline.Analytics.Tests;

public sealed class ReplicaRangesTests
{
    [Fact]
    public void A_range_is_open_at_both_ends() => ReplicaRanges.Cut("`id`", 1, 101, 4).ShouldBe(
        ["`id` < 26", "`id` >= 26 and `id` < 51", "`id` >= 51 and `id` < 76", "`id` >= 76"]);

    [Theory]
    [InlineData(0, 0, 8)]
    [InlineData(5, 6, 8)]
    [InlineData(long.MinValue, long.MaxValue, 3)]
    public void Every_key_lies_in_exactly_one_range(long least, long most, int parts)
    {
        var ranges = ReplicaRanges.Cut("k", least, most, parts);

        foreach (var key in new[] { long.MinValue, least, most, 0, 5, 6, long.MaxValue })
            Meeting(ranges, key).ShouldBe(1);
    }

    [Fact]
    public void Any_bounds_leave_no_key_out() =>
        Gen.Select(Gen.Long[-1_000, 1_000], Gen.Long[0, 2_000], Gen.Int[1, 9], Gen.Long[-2_000, 4_000]).Sample(
            (least, width, parts, key) => Meeting(ReplicaRanges.Cut("k", least, least + width, parts), key).ShouldBe(1),
            iter: 200);

    private static long Meeting(IReadOnlyList<string> ranges, long key)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select {string.Join(" + ", ranges.Select(range => $"cast(({range}) as int)"))} from (select cast('{key}' as bigint) as k)";
        return Convert.ToInt64(command.ExecuteScalar());
    }
}
