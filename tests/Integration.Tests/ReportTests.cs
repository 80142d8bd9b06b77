using System.Text.Json;
using Microsoft.Playwright;
using Pipeline.Cli.Servers;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests;

/// <summary>What the runs of a demo leave: their list, their proofs, and pages that anybody can open.</summary>
public sealed class ReportTests : IAsyncLifetime
{
    private string _home = "";

    public async ValueTask InitializeAsync() => _home = await TestRunFolder.OfThisRun().ForOneTestAsync("report");

    public async ValueTask DisposeAsync()
    {
        await PrivatePostgres.StopAsync(Path.Combine(_home, "postgres"));
        await PrivateMySql.StopAsync(Path.Combine(_home, "mysql"));
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task The_runs_of_a_demo_are_listed_proven_and_shown_and_a_later_run_joins_them()
    {
        (await RunAsync("demo", "--orders", "200", "--keep")).ShouldEnd(ExitCode.Done);

        using var list = JsonDocument.Parse((await RunAsync("history", "--json")).ShouldEnd(ExitCode.Done).Output);
        var runs = list.RootElement.GetProperty("runs").EnumerateArray().ToDictionary(run => run.GetProperty("job").GetString()!, StringComparer.Ordinal);
        runs.Keys.ShouldBe(["replication", "analytics", "kafka-to-postgres"], ignoreOrder: true);
        runs.Values.ShouldAllBe(run => run.GetProperty("outcome").GetString() == "done");

        var replication = runs["replication"].GetProperty("run_id").GetString()!;
        (await RunAsync("history", replication)).ShouldEnd(ExitCode.Done).Output.ShouldContain("orderdetails_replica");
        (await RunAsync("history", "nobody")).ShouldEnd(ExitCode.Usage).Errors.ShouldContain("No run is called nobody.");

        (await RunAsync("report")).ShouldEnd(ExitCode.Done);
        await LookAsync("Events per minute", replication);

        (await RunAsync("run", "replication", "--run-id", "later")).ShouldEnd(ExitCode.Done)
            .Errors.ShouldStartWith($"POSTGRES_URL, MYSQL_URL not set: at work on private servers of {_home}.");
        (await File.ReadAllTextAsync(Index, TestContext.Current.CancellationToken)).ShouldContain(">later</a>");
        (await File.ReadAllTextAsync(Path.Combine(_home, "runs", "pipeline.prom"), TestContext.Current.CancellationToken)).ShouldContain("pipeline_last_run_exit_code{pipeline_job=\"replication\"} 0\n");
    }

    private string Index => Path.Combine(_home, "runs", "index.html");

    /// <summary>Opens it as a phone does, in the dark: nothing sticks out, every text can be read, a run's page is a click away.</summary>
    private async Task LookAsync(string picture, string run)
    {
        var chromium = ProgramFolders.Find("chromium", "chromium-browser", "google-chrome");
        Capability.Require(chromium is null ? "Chromium is not installed: apt-get install -y chromium" : null);
        Directory.CreateDirectory(Stack.StackFixture.Artifacts);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, ColorScheme = scheme });
            await page.GotoAsync(new Uri(Index).AbsoluteUri);
            await page.GetByText(picture).WaitForAsync();
            await ShouldFitAsync(page);
            (await page.EvaluateAsync<double>(LeastContrast)).ShouldBeGreaterThanOrEqualTo(4.5, $"{scheme}");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Stack.StackFixture.Artifacts, $"report-{scheme}.png"), FullPage = true });
            await page.GetByRole(AriaRole.Link, new() { Name = run }).ClickAsync();
            await page.GetByText("The statement that made orders_replica").ClickAsync();
            await page.Locator("details[open] pre").WaitForAsync();
            await ShouldFitAsync(page);
        }
    }

    private static async Task ShouldFitAsync(IPage page) => (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0);

    // Relative luminance and contrast ratio as WCAG 2 defines them, of every element that has text of its own.
    private const string LeastContrast = """
        () => {
          const rgb = text => text.match(/[\d.]+/g).slice(0, 3).map(Number);
          const light = text => { const [r, g, b] = rgb(text).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const paper = light(getComputedStyle(document.body).backgroundColor);
          const texts = [...document.body.querySelectorAll('*')].filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
          return Math.min(...texts.map(one => { const ink = light(getComputedStyle(one).color); return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05); }));
        }
        """;

    private async Task<JobResult> RunAsync(params string[] words)
    {
        await using var process = JobProcess.Start(
            words, new Dictionary<string, string>(StringComparer.Ordinal) { ["PIPELINE_HOME"] = _home, ["POSTGRES_URL"] = "", ["MYSQL_URL"] = "", ["KAFKA_BOOTSTRAP_SERVERS"] = "" });
        return await process.EndAsync();
    }
}
