using Pipeline.Replication.Chunks;
using Pipeline.Replication.Diff;

namespace Pipeline.Replication.Tests;

public sealed class DifferenceTests
{
    [Fact]
    public void Each_row_that_differs_keeps_its_own_chunk_and_not_the_span_to_another()
    {
        var (first, last) = (new KeyRange(null, "10"), new KeyRange("1000000", null));
        var plan = Tables.PlanOf(Tables.Of("t", Tables.Column("id", "int8")), Tables.MariaDb);
        var found = new TableDifference(plan, new ChunkedTable(null!, [first, last], []), [0, 1]);

        DifferenceFinder.Compare(
            new() { ["1"] = new("a", first, "(0,1)"), ["2"] = new("same", first, "(0,2)"), ["1000001"] = new("b", last, "(9,1)") },
            new() { ["2"] = new("same", first, null), ["3"] = new("c", first, null), ["1000001"] = new("other", last, null), ["1000002"] = new("d", last, null) },
            found);

        found.Missing.ShouldBe([new("1", first, "(0,1)")]);
        found.Unequal.ShouldBe([new("1000001", last, "(9,1)")]);
        found.Surplus.ShouldBe([new("3", first, null), new("1000002", last, null)], ignoreOrder: true);
    }
}
