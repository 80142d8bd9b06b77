using Pipeline.Analytics.Definitions;
using Pipeline.Common;

namespace Pipeline.Analytics.Tests;

public sealed class OffendingRowsTests
{
    [Fact]
    public void A_row_is_told_with_its_columns() =>
        OffendingRows.Describe(["user_id", "total", "day"], [7L, 12.50m, null]).ShouldBe("(user_id 7, total 12.50, day null)");

    [Fact]
    public void A_value_neither_begins_a_line_nor_fills_the_screen() =>
        OffendingRows.Describe(["name", "text"], ["Lamp\nerror: \u001b[2J", new string('x', 1_000_000)])
            .ShouldBe($"(name Lamp\\nerror: \\u001b[2J, text {new string('x', 60)}…)");

    [Fact]
    public void A_failed_check_names_mart_check_and_rows()
    {
        var failed = new FailedCheck(new MartCheck("one row per day", "select 1"), ["(day 2026-01-01, times 2)", "(day 2026-01-02, times 3)"], More: false);
        var error = AnalyticsErrors.CheckFailed(Examples.Parse(), failed);

        error.Code.ShouldBe(ExitCode.ProofFailed);
        error.Message.ShouldBe(
            "example fails its check \"one row per day\": 2 offending rows, (day 2026-01-01, times 2); (day 2026-01-02, times 3). The old mart stands.");
        AnalyticsErrors.PublishedFail([(Examples.Parse(), failed)]).Message.ShouldStartWith("example, as it is published, fails its check \"one row per day\": 2 offending rows");
    }
}
