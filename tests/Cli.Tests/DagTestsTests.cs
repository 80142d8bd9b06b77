using Pipeline.Cli.Testing;

namespace Pipeline.Cli.Tests;

public sealed class DagTestsTests
{
    [Fact]
    public void Counts_and_messages_are_what_pytest_wrote()
    {
        var report = DagTests.OfJUnit(
            """
            <testsuites><testsuite tests="4">
              <testcase classname="t" name="a" />
              <testcase classname="t" name="b"><failure message="no">assert 1 == 2</failure></testcase>
              <testcase classname="t" name="c"><error message="no">no such fixture</error></testcase>
              <testcase classname="t" name="d"><skipped message="later" /></testcase>
            </testsuite></testsuites>
            """);

        (report.Passed, report.Failed, report.Skipped).ShouldBe((1, 2, 1));
        report.Failures.ShouldBe([new TestFailure("t.b", "assert 1 == 2"), new TestFailure("t.c", "no such fixture")]);
    }
}
