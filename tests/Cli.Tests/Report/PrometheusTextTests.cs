using System.Text.RegularExpressions;
using Pipeline.Cli.Report;
using Pipeline.Tests;

namespace Pipeline.Cli.Tests.Report;

public sealed partial class PrometheusTextTests
{
    [Fact]
    public void The_latest_run_of_each_job_is_told() => Snapshot.Matches(PrometheusText.Of(ReportExamples.Data));

    [Fact]
    public void A_killed_run_is_no_success_and_an_old_success_stays()
    {
        var killed = ReportExamples.Replication.Run with { RunId = "killed", Outcome = "abandoned", ExitCode = null, Began = ReportExamples.Data.Made };

        var text = PrometheusText.Of(ReportExamples.Data with { LastEnded = [killed] });

        text.ShouldContain("pipeline_last_run_success{pipeline_job=\"replication\"} 0\n");
        text.ShouldNotContain("pipeline_last_run_exit_code{");
        text.ShouldContain("pipeline_last_success_timestamp_seconds{pipeline_job=\"replication\"} 1772337612.5\n");
    }

    [Fact]
    public void A_run_that_was_killed_and_not_found_so_yet_has_no_end()
    {
        var killed = ReportExamples.Replication.Run with { RunId = "killed", Outcome = "killed", ExitCode = null, Ended = null };

        var text = PrometheusText.Of(ReportExamples.Data with { LastEnded = [killed] });

        text.ShouldContain("pipeline_last_run_success{pipeline_job=\"replication\"} 0\n");
        text.ShouldNotContain("pipeline_last_run_timestamp_seconds{");
    }

    [Fact]
    public void A_job_whose_runs_cannot_be_read_is_told_from_one_without_runs()
    {
        var text = PrometheusText.Of(ReportExamples.Data with { LastEnded = [], LastDone = [], Unread = [new("kafka-to-postgres", "permission denied")] });

        text.ShouldContain("pipeline_job_readable{pipeline_job=\"kafka-to-postgres\"} 0\n");
        text.ShouldContain("pipeline_job_readable{pipeline_job=\"replication\"} 1\n");
    }

    [Fact]
    public void What_was_told_of_a_job_stays_while_its_runs_cannot_be_read()
    {
        var last = PrometheusText.Of(ReportExamples.Data);

        var text = PrometheusText.Of(ReportExamples.Data with { LastEnded = [], LastDone = [], Tables = [], Unread = [new("replication", "MYSQL_URL is not set")] }, last);

        OfReplication(text).ShouldBe(OfReplication(last).Select(line => line is "pipeline_job_readable{pipeline_job=\"replication\"} 1" ? line[..^1] + "0" : line));
        text.ShouldNotContain("_success{pipeline_job=\"kafka-to-postgres\"");

        static IEnumerable<string> OfReplication(string text) => text.Split('\n').Where(line => line.Contains("{pipeline_job=\"replication\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_that_two_jobs_published_is_told_of_each()
    {
        var table = ReportExamples.Replication.Tables[0];

        var text = PrometheusText.Of(ReportExamples.Data with { Tables = [("replication", table), ("analytics", table)] });

        text.ShouldContain("pipeline_table_rows{pipeline_job=\"replication\",table=\"orders_replica\"} 5000\npipeline_table_rows{pipeline_job=\"analytics\",table=\"orders_replica\"} 5000\n");
    }

    [Fact]
    public void A_topic_that_fails_is_told_beside_one_that_is_well()
    {
        var failing = ReportExamples.Events.Run with { RunId = "failing", Source = "other", Outcome = "failed", ExitCode = 3 };

        var text = PrometheusText.Of(ReportExamples.Data with { LastEnded = [ReportExamples.Events.Run, failing] });

        text.ShouldContain("pipeline_last_run_success{pipeline_job=\"kafka-to-postgres\",topic=\"my_topic\"} 1\n");
        text.ShouldContain("pipeline_last_run_success{pipeline_job=\"kafka-to-postgres\",topic=\"other\"} 0\n");
    }

    [Fact]
    public void Every_family_is_told_once_and_every_sample_is_of_a_family_and_alone()
    {
        var lines = PrometheusText.Of(ReportExamples.Data).TrimEnd('\n').Split('\n');
        var families = lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
        var series = lines.Where(line => line[0] != '#').Select(line => line[..line.LastIndexOf(' ')]).ToList();

        families.ShouldBeUnique();
        series.ShouldBeUnique();
        series.ShouldAllBe(one => families.Contains(one.Split('{')[0]));
    }

    [Fact]
    public void A_label_may_hold_any_character()
    {
        var odd = ReportExamples.Data with { Events = new EventFigures(new([]), new([new PartitionLag("a\"b\\c\nd", 0, 1, ReportExamples.Data.Made)])) };

        PrometheusText.Of(odd).ShouldContain("""topic="a\"b\\c\nd",partition="0"} 1""");
    }

    [Fact]
    public void Every_line_is_of_the_format()
    {
        foreach (var line in PrometheusText.Of(ReportExamples.Data).TrimEnd('\n').Split('\n'))
            Line().IsMatch(line).ShouldBeTrue(line);
    }

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z_]+="([^"\\]|\\.)*"(,[a-z_]+="([^"\\]|\\.)*")*\})? -?[0-9.]+(E[+-]?[0-9]+)?)$""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Line();
}
