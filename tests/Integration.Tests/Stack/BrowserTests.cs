using Microsoft.Playwright;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>What a user sees, in a browser without a screen.</summary>
[Collection(StackForAll.Name)]
[Trait("needs", "supervisor, java, maven, python 3.11, chromium")]
public sealed class BrowserTests(StackFixture stack)
{
    [Fact]
    public async Task One_logs_in_triggers_replication_sees_it_green_and_finds_it_in_spark()
    {
        var chromium = ProgramFolders.Find("chromium", "chromium-browser", "google-chrome");
        Capability.Require(chromium is null ? "Chromium is not installed: apt-get install -y chromium" : null);
        Directory.CreateDirectory(StackFixture.Artifacts);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1140, Height = 600 } });
        page.SetDefaultTimeout(60_000);

        await page.GotoAsync(stack.Addresses.Airflow);
        await page.FillAsync("input[name=username]", stack.Addresses.AirflowUser);
        await page.FillAsync("input[name=password]", stack.Addresses.AirflowPassword);
        await page.PressAsync("input[name=password]", "Enter");
        var before = (await stack.Airflow.RunsAsync("dag_replication")).Select(run => run.Id).ToHashSet(StringComparer.Ordinal);
        await page.GotoAsync($"{stack.Addresses.Airflow}/dags/dag_replication");
        await page.GetByRole(AriaRole.Button, new() { Name = "Trigger" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Trigger" }).Last.ClickAsync();
        var run = await stack.Airflow.SucceedsAsync("dag_replication", one => !before.Contains(one.Id));
        await page.GotoAsync($"{stack.Addresses.Airflow}/dags/dag_replication/runs/{Uri.EscapeDataString(run.Id)}");
        await page.GetByText("Success").First.WaitForAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(StackFixture.Artifacts, "airflow.png") });

        await page.GotoAsync(stack.Addresses.SparkPages);
        await page.GetByText("pipeline replication").First.WaitForAsync();
        (await page.Locator("tr", new() { HasText = "pipeline replication" }).First.InnerTextAsync()).ShouldContain("FINISHED");
        await page.ScreenshotAsync(new() { Path = Path.Combine(StackFixture.Artifacts, "spark.png") });
    }
}
