using Pipeline.Cli.Testing;

namespace Pipeline.Cli.Tests;

public sealed class SuiteReportTests
{
    [Fact]
    public void Counts_come_from_the_report_and_failures_with_what_they_said()
    {
        var report = SuiteReport.OfCtrf("Some.Tests", """
            {"results": {
              "summary": {"tests": 4, "passed": 2, "failed": 1, "pending": 0, "skipped": 1, "other": 0},
              "tests": [
                {"name": "A.b", "status": "passed"},
                {"name": "A.c", "status": "failed", "message": "1 should be 2", "trace": "at A.c"},
                {"name": "A.d", "status": "skipped"},
                {"name": "A.e", "status": "passed"}
              ]}}
            """);

        report.Counts.ShouldBe("2 passed, 1 failed, 1 skipped");
        report.Failures.ShouldBe([new TestFailure("A.c", "1 should be 2\nat A.c")]);
    }

    [Fact]
    public void An_error_of_a_fixture_counts_as_a_failure()
    {
        var report = SuiteReport.OfCtrf("Some.Tests", """
            {"results": {
              "summary": {"tests": 1, "passed": 1, "failed": 0, "pending": 0, "skipped": 0, "other": 0},
              "tests": [{"name": "A.b", "status": "passed"}],
              "extra": {"suites": [{"errors": [{"message": "a server would not stop"}]}]}}}
            """);

        report.Counts.ShouldBe("1 passed, 1 failed");
        report.Failures.ShouldHaveSingleItem().Message.ShouldContain("a server would not stop");
    }

    [Fact]
    public void Control_characters_of_a_message_which_xUnit_writes_as_they_are_do_not_hide_the_failure()
    {
        var report = SuiteReport.OfCtrf("Some.Tests", """
            {"results": {
              "summary": {"tests": 1, "passed": 0, "failed": 1},
              "tests": [{"name": "A.b", "status": "failed", "message": "bell BELL and ESC[2J"}]}}
            """.Replace("BELL", "\a", StringComparison.Ordinal).Replace("ESC", "\e", StringComparison.Ordinal));

        report.Failures.ShouldHaveSingleItem().Message.ShouldBe("bell ␇ and ␛[2J");
    }

    [Fact]
    public void All_suites_add_up_to_one_line()
    {
        var sum = SuiteReport.Sum([new(3, 0, 0, []), SuiteReport.Broken("Other.Tests", "It crashed."), SuiteReport.Well]);

        sum.Counts.ShouldBe("3 passed, 1 failed");
    }
}
