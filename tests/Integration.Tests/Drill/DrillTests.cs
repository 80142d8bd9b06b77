using System.Text.Json;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Drill;

/// <summary>
/// One round of the faults in the middle of every job, as a user drills it. A broker that restarts has tests of its own
/// (KafkaToPostgres/RealBrokerTests, SoakTests); without it the round needs no Java.
/// </summary>
public sealed class DrillTests
{
    private const string Faults =
        "kill-driver,kill-connection,kill-executor,restart-postgres,restart-mysql,lose-commit,two-at-once,fill-disk,slow-network";

    [Fact]
    public async Task A_round_of_faults_loses_nothing_doubles_nothing_and_disturbs_no_reader()
    {
        var home = await TestRunFolder.OfThisRun().ForOneTestAsync("drill");
        Directory.CreateDirectory(home);
        await using var process = JobProcess.Start(["drill", "--json", "--faults", Faults], new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PIPELINE_HOME"] = home,
            ["PIPELINE_INSTALLED"] = Cli.ProjectFolder.Find().Installed,
        });

        var result = (await process.EndAsync()).ShouldEnd(ExitCode.Done);

        using var json = JsonDocument.Parse(result.Output);
        var cells = json.RootElement.GetProperty("cells").EnumerateArray().ToList();
        cells.Count.ShouldBe(27);
        var made = cells.Where(cell => cell.GetProperty("rounds").GetInt32() == 1).ToList();
        made.Sum(cell => cell.GetProperty("reads").GetInt64()).ShouldBeGreaterThan(made.Count);
        foreach (var fault in (string[])["kill-driver", "kill-connection", "lose-commit", "two-at-once", "slow-network"])
            made.Count(cell => string.Equals(cell.GetProperty("fault").GetString(), fault, StringComparison.Ordinal)).ShouldBe(3, fault);
        cells.Where(cell => string.Equals(cell.GetProperty("fault").GetString(), "kill-executor", StringComparison.Ordinal))
            .ShouldAllBe(cell => cell.GetProperty("not_run").GetString() == "needs --on spark");
        Directory.Delete(home, recursive: true);
    }
}
