using System.Text.Json;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests;

/// <summary>The demo from nothing, as a new user runs it, in a home of its own.</summary>
public sealed class DemoTests : IAsyncLifetime
{
    private string _home = "";

    private string Postgres => Path.Combine(_home, "postgres");

    private string MySql => Path.Combine(_home, "mysql");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _home = await TestRunFolder.OfThisRun().ForOneTestAsync("demo");

    public async ValueTask DisposeAsync()
    {
        await PrivatePostgres.StopAsync(Postgres);
        await PrivateMySql.StopAsync(MySql);
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task It_goes_from_nothing_to_proven_marts_and_a_second_run_changes_nothing()
    {
        var first = await DemoAsync("--orders", "500", "--json");
        var second = await DemoAsync("--json");

        Proof(first).Length.ShouldBe(4);
        Proof(second).ShouldBe(Proof(first));
        second.Errors.ShouldContain("holds data already");
        AnythingRuns().ShouldBeFalse();
    }

    [Fact]
    public async Task Kept_servers_serve_the_next_run_and_stop_when_told()
    {
        var kept = await DemoAsync("--orders", "100", "--keep");
        kept.Output.ShouldContain("./pipeline demo --stop");
        kept.Output.ShouldContain("psql -h 127.0.0.1");
        (PrivatePostgres.IsRunning(Postgres), PrivateMySql.IsRunning(MySql)).ShouldBe((true, true));

        var again = await DemoAsync();
        again.Output.ShouldContain("runs already");
        (PrivatePostgres.IsRunning(Postgres), PrivateMySql.IsRunning(MySql)).ShouldBe((true, true));

        await DemoAsync("--stop");
        AnythingRuns().ShouldBeFalse();
        (await DemoAsync("--stop")).Output.ShouldContain("No private server runs.");
    }

    [Fact]
    public async Task An_interrupted_demo_stops_its_servers()
    {
        await using var demo = Start("--orders", "200000");
        await UntilServersRunAsync();

        LibC.Signal(demo.Id, LibC.Interrupt);
        var result = await demo.EndAsync();

        result.ShouldEnd(ExitCode.Interrupted);
        AnythingRuns().ShouldBeFalse();
    }

    [Fact]
    public async Task A_killed_demo_leaves_servers_that_the_next_run_takes_over()
    {
        await using (var demo = Start("--orders", "200000"))
        {
            await UntilServersRunAsync();
            demo.Kill();
            await demo.EndAsync();
        }

        var next = await DemoAsync("--orders", "100");

        next.Output.ShouldContain("equal");
        AnythingRuns().ShouldBeFalse();
    }

    private static string[] Proof(JobResult result)
    {
        using var json = JsonDocument.Parse(result.Output);
        return
        [
            .. json.RootElement.GetProperty("figures").GetProperty("proof").EnumerateArray().Select(table =>
            {
                table.GetProperty("is_equal").GetBoolean().ShouldBeTrue(table.ToString());
                return table.ToString();
            }),
        ];
    }

    private JobProcess Start(params IEnumerable<string> args) => JobProcess.Start(
        ["demo", .. args],
        new Dictionary<string, string>(StringComparer.Ordinal) { ["PIPELINE_HOME"] = _home, ["POSTGRES_URL"] = "", ["MYSQL_URL"] = "" });

    private async Task<JobResult> DemoAsync(params string[] args)
    {
        await using var demo = Start(args);
        return (await demo.EndAsync()).ShouldEnd(ExitCode.Done);
    }

    private Task UntilServersRunAsync() => Waiting.UntilAsync(() => PrivatePostgres.IsRunning(Postgres) && PrivateMySql.IsRunning(MySql));

    private bool AnythingRuns() => PrivatePostgres.IsRunning(Postgres) || PrivateMySql.IsRunning(MySql);
}
