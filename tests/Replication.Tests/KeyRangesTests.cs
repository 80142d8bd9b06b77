using System.Data;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Tests;

public sealed class KeyRangesTests
{
    [Fact]
    public void Every_key_lies_in_exactly_one_range() =>
        Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[0, 2_000_000], Gen.Int[2, 9], Gen.Double[0, 1]).Sample((least, span, parts, place) =>
        {
            var ranges = KeyRanges.Of("k", least, least + span, parts);
            var key = least + (long)(span * place);
            using var table = new DataTable();
            table.Columns.Add("k", typeof(long));
            table.Rows.Add(key);
            return ranges.Count == 0 ? span == 0 : ranges.Sum(r => table.Select(r).Length) == 1;
        }, iter: 300);

    [Fact]
    public void The_widest_span_there_is_does_not_overflow() =>
        KeyRanges.Of("k", long.MinValue, long.MaxValue, 2).ShouldBe(["k < 0", "k >= 0"]);
}
