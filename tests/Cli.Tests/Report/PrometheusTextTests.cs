using System.Text.RegularExpressions;
using Pipeline.Cli.Report;
using Pipeline.Tests;

namespace Pipeline.Cli.Tests.Report;

public sealed partial class PrometheusTextTests
{
    [Fact]
    public void The_latest_run_of_each_job_is_told() => Snapshot.Matches(PrometheusText.Of(ReportExamples.Data));

    [Fact]
    public void A_label_may_hold_any_character()
    {
        var odd = ReportExamples.Data with { Events = new EventFigures([], [new PartitionLag("a\"b\\c\nd", 0, 1)]) };

        PrometheusText.Of(odd).ShouldContain("""topic="a\"b\\c\nd",partition="0"} 1""");
    }

    [Fact]
    public void Every_line_is_of_the_format()
    {
        foreach (var line in PrometheusText.Of(ReportExamples.Data).TrimEnd('\n').Split('\n'))
            Line().IsMatch(line).ShouldBeTrue(line);
    }

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\{[a-z]+="([^"\\]|\\.)*"(,[a-z]+="([^"\\]|\\.)*")*\} -?[0-9.]+(E[+-]?[0-9]+)?)$""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Line();
}
