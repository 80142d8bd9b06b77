using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Replication.Plan;

namespace Pipeline.Replication.Tests;

public sealed partial class PartitionPlanTests
{
    [Fact]
    public void Every_page_lies_in_exactly_one_part() =>
        Gen.Select(Gen.Long[0, 300], Gen.Int[1, 16], Gen.Int[0, 200]).Sample((pages, parallel, requested) =>
        {
            var predicates = PartitionPlan.Of(Tables.Of("orders") with { Bytes = pages * 8192 }, parallel, requested == 0 ? null : requested);
            for (var page = 0L; page < pages + 10; page++)
                predicates.Count(p => Covers(p, page)).ShouldBe(1, $"page {page} of {pages}, {predicates.Count} parts");
        }, iter: 100);

    [Fact]
    public void A_small_table_is_read_in_one_part() =>
        PartitionPlan.Of(Tables.Of("users") with { Bytes = 1 << 20 }, 8, null).ShouldBe(["1 = 1"]);

    [Fact]
    public void The_number_of_parts_is_a_multiple_of_what_runs_at_a_time() =>
        PartitionPlan.Of(Tables.Of("orders") with { Bytes = 500 << 20 }, 3, null).Count.ShouldBe(9);

    [Fact]
    public void A_view_has_no_physical_order() =>
        PartitionPlan.Of(Tables.Of("orders") with { Bytes = 1 << 30, Kind = 'v' }, 4, null).Count.ShouldBe(1);

    private static bool Covers(string predicate, long page)
    {
        var from = From().Match(predicate);
        var to = To().Match(predicate);
        return (!from.Success || page >= Number(from)) && (!to.Success || page < Number(to));
    }

    private static long Number(Match match) => long.Parse(match.Groups["page"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@">= '\((?<page>\d+),0\)'::tid", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex From();

    [GeneratedRegex(@"< '\((?<page>\d+),0\)'::tid", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex To();
}
