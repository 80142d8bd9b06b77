using System.Text.RegularExpressions;
using Pipeline.Cli.Report;

namespace Pipeline.Cli.Tests.Report;

public sealed partial class ReportPagesTests
{
    private static readonly ReportPages Pages = new();

    [Fact]
    public void The_index_links_every_run_and_holds_its_pictures_as_tables()
    {
        var page = Pages.Index(ReportExamples.Data);

        foreach (var proof in ReportExamples.Data.Runs)
            page.ShouldContain($"href=\"{ReportFolder.PageOf(proof.Run)}\"");
        foreach (var caption in (string[])["Seconds of the latest runs of replication", "Seconds of the latest runs of kafka-to-postgres", "Orders per month", "Top products", "Events per minute, of the newest two hours", "Lag per partition when messages were last stored"])
            page.ShouldContain($"<caption>{caption}</caption>");
        page.ShouldContain("style=\"width:50%\"", customMessage: "half as many orders have half the bar");
    }

    [Fact]
    public void A_picture_that_cannot_be_read_says_why_and_leaves_the_others()
    {
        var page = Pages.Index(ReportExamples.Data with { Shop = ReportExamples.Data.Shop with { Months = new([], "Table 'daily' doesn't exist") } });

        page.ShouldContain("Orders per month:</span> not shown. Table &#x27;daily&#x27; doesn&#x27;t exist</p>");
        page.ShouldNotContain("<caption>Orders per month</caption>");
        page.ShouldContain("<caption>Top products</caption>");
    }

    [Fact]
    public void A_job_that_runs_often_pushes_no_other_out_of_the_durations()
    {
        var often = Enumerable.Range(0, 30).Select(i => ReportExamples.Events with { Run = ReportExamples.Events.Run with { RunId = $"run {i}", Began = ReportExamples.Data.Made.AddMinutes(-5 * i) } });

        var page = Pages.Index(ReportExamples.Data with { Runs = [.. often, ReportExamples.Replication] });

        page.ShouldContain($"<th scope=\"row\">{ReportExamples.Replication.Run.Began:yyyy-MM-dd HH:mm:ss}</th>");
        page.Split($"<caption>Seconds of the latest runs of {ReportExamples.Events.Run.Job}</caption>")[1].Split("</table>")[0].Split("<th scope=\"row\">").Length.ShouldBe(13, "twelve bars");
    }

    [Fact]
    public void Runs_that_cannot_be_read_are_told() =>
        Pages.Index(ReportExamples.Data with { Unread = [new("kafka-to-postgres", "h:1/shop has no <run> tables")] })
            .ShouldContain("Runs of kafka-to-postgres are left out: h:1/shop has no &lt;run&gt; tables.</p>");

    [Fact]
    public void A_page_needs_nothing_from_elsewhere()
    {
        foreach (var page in AllPages())
        {
            page.ShouldNotContain("<script");
            page.ShouldNotContain("src=");
            page.ShouldNotContain("url(");
            Link().Matches(page).ShouldAllBe(link => link.Groups["to"].Value.EndsWith(".html", StringComparison.Ordinal) && !link.Groups["to"].Value.Contains('/'));
        }
    }

    [Fact]
    public void What_a_run_said_is_text_and_never_markup()
    {
        Pages.Run(ReportExamples.Failed, ReportExamples.Data.Made).ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; is away");
        Pages.Index(ReportExamples.Data).ShouldContain("Tablet &quot;X&quot; &amp; Co");
        Pages.Run(ReportExamples.Replication, ReportExamples.Data.Made).ShouldContain("index &lt;b&gt; is not carried");
    }

    [Fact]
    public void A_run_shows_both_sides_its_statement_and_its_partitions()
    {
        var tables = Pages.Run(ReportExamples.Replication, ReportExamples.Data.Made);
        var partitions = Pages.Run(ReportExamples.Events, ReportExamples.Data.Made);

        tables.Split("09a6c27ee4a501748e7").Length.ShouldBe(3);
        tables.ShouldContain("(a int)");
        tables.ShouldContain("class=\"equal\"");
        tables.ShouldContain("class=\"counted\"");
        tables.ShouldContain(">0.40</td>", customMessage: "400,000 bytes");
        tables.ShouldContain(">0.16</td>", customMessage: "in 2.5 seconds");
        partitions.ShouldContain("{[17,19)}");
    }

    [Fact]
    public void Attempts_and_runs_of_like_names_have_pages_of_their_own()
    {
        var run = ReportExamples.Events.Run;

        ((string[])[ReportFolder.PageOf(run), ReportFolder.PageOf(run with { Attempt = 2 }), ReportFolder.PageOf(run with { RunId = run.RunId.Replace(':', '+') })])
            .Distinct(StringComparer.Ordinal).Count().ShouldBe(3);
        ReportFolder.PageOf(run with { RunId = "../../etc/passwd" }).ShouldNotContain('/');
    }

    [Fact]
    public void The_page_of_an_ended_run_is_the_same_whenever_it_is_made()
    {
        var later = ReportExamples.Data.Made.AddHours(1);
        var running = ReportExamples.Events with { Run = ReportExamples.Events.Run with { Ended = null } };

        Pages.Run(ReportExamples.Events, later).ShouldBe(Pages.Run(ReportExamples.Events, ReportExamples.Data.Made));
        Pages.Run(running, later).ShouldContain("As of 2026-03-01 06:00:00 UTC.");
    }

    [Fact]
    public void Many_gaps_are_the_first_and_a_count()
    {
        var gaps = $"{{{string.Join(',', Enumerable.Range(0, 1_500).Select(i => $"[{3 * i},{(3 * i) + 1})"))}}}";
        var partition = ReportExamples.Events.Partitions[0] with { Gaps = gaps };

        var page = Pages.Run(ReportExamples.Events with { Partitions = [partition] }, ReportExamples.Data.Made);

        page.ShouldContain("[54,55), [57,58)} and 1,480 more</td>");
        page.ShouldNotContain("[60,61)");
    }

    [Fact]
    public void Of_a_run_with_more_partitions_than_are_shown_the_rest_is_counted()
    {
        var partition = ReportExamples.Events.Partitions[0];
        var proof = ReportExamples.Events with { Partitions = [.. Enumerable.Repeat(partition, 1000)], EarlierPartitions = 69_120 };

        Pages.Run(proof, ReportExamples.Data.Made).ShouldContain(">The newest 1,000 are shown; 69,120 earlier ones stand in pipeline_run_partitions.</p>");
        Pages.Run(ReportExamples.Events, ReportExamples.Data.Made).ShouldNotContain("are shown");
    }

    private static IEnumerable<string> AllPages() => [Pages.Index(ReportExamples.Data), .. ReportExamples.Data.Runs.Select(proof => Pages.Run(proof, ReportExamples.Data.Made))];

    [GeneratedRegex("href=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
