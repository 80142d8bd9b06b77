using Pipeline.Cli.Spark;

namespace Pipeline.Cli.Tests.Spark;

public sealed class ClusterReportTests
{
    // As the master of Spark 4.0.4 answers on /json/, shortened to the parts that are read and a few that are not.
    private const string Page = """
        {
          "url" : "spark://127.0.0.1:7077",
          "workers" : [
            { "id" : "worker-1", "host" : "127.0.0.1", "port" : 1, "cores" : 6, "coresused" : 2, "memory" : 2048, "memoryused" : 640, "state" : "ALIVE" },
            { "id" : "worker-0", "host" : "127.0.0.1", "port" : 2, "cores" : 6, "coresused" : 0, "memory" : 2048, "memoryused" : 0, "state" : "DEAD" }
          ],
          "activeapps" : [ { "id" : "app-1", "name" : "Connect server", "cores" : 2, "state" : "RUNNING", "duration" : 5 } ],
          "completedapps" : [ ],
          "status" : "ALIVE"
        }
        """;

    [Fact]
    public void It_shows_what_is_alive_and_what_runs() =>
        ClusterReport.Of(SparkPorts.Usual, MasterStatus.Parse(Page), connectRuns: true).Lines().ShouldBe(
        [
            "master   spark://127.0.0.1:7077, pages at http://127.0.0.1:8081",
            "worker   2 of 6 cores and 640 of 2048 MB in use",
            "connect  sc://127.0.0.1:15002",
            "running  Connect server (app-1), 2 cores, running",
        ]);

    [Fact]
    public void Without_a_master_it_says_what_to_type()
    {
        var report = ClusterReport.Of(SparkPorts.Usual, master: null, connectRuns: false);

        report.Running.ShouldBeFalse();
        report.Lines().ShouldBe(["Spark does not run. Start it with: ./pipeline spark up"]);
    }

    [Fact]
    public void A_master_whose_workers_are_dead_is_not_running()
    {
        var page = Page.Replace("\"ALIVE\" },", "\"DEAD\" },", StringComparison.Ordinal);

        var report = ClusterReport.Of(SparkPorts.Usual, MasterStatus.Parse(page), connectRuns: false);

        report.Running.ShouldBeFalse();
        report.Lines().ShouldContain("worker   none is registered: type ./pipeline spark up");
    }
}
