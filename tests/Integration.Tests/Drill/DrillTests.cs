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
            Of(fault, made).Count().ShouldBe(3, fault);

        // These wait for the job: they cannot come too late.
        foreach (var fault in (string[])["lose-commit", "two-at-once"])
            Of(fault, made).ShouldAllBe(cell => cell.GetProperty("hits").GetInt32() == 1, fault);
        Of("restart-postgres", made).Select(Job).ShouldBe(["replication", "kafka-to-postgres"]);
        Of("restart-mysql", made).Select(Job).ShouldBe(["replication", "analytics"]);
        Of("kill-executor", cells).ShouldAllBe(cell => WhyNot(cell) == "needs --on spark");

        // Root may lack the right to mount, as in most containers.
        var noDisk = Environment.IsPrivilegedProcess ? "this machine mounts no small disk to fill: " : "only root may mount a small disk to fill";
        Of("fill-disk", cells).Where(cell => WhyNot(cell) is not null).ShouldAllBe(cell => WhyNot(cell)!.StartsWith(noDisk, StringComparison.Ordinal));
        Directory.Delete(home, recursive: true);
    }

    private static IEnumerable<JsonElement> Of(string fault, IEnumerable<JsonElement> cells) =>
        cells.Where(cell => string.Equals(cell.GetProperty("fault").GetString(), fault, StringComparison.Ordinal));

    private static string? Job(JsonElement cell) => cell.GetProperty("job").GetString();

    private static string? WhyNot(JsonElement cell) => cell.GetProperty("not_run").GetString();
}
