using System.Net;
using Microsoft.Playwright;
using Pipeline.Cli.Servers.Internal;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Stack;

/// <summary>The report in Airflow's own menu.</summary>
[Collection(StackForAll.Name)]
[Trait("needs", "supervisor, java, maven, python 3.11, chromium")]
public sealed class ReportMenuTests(StackFixture stack)
{
    private const string Page = "/pipeline-report/index.html";

    [Fact]
    public async Task The_menu_opens_the_report_with_the_run_that_has_just_ended()
    {
        var chromium = ProgramFolders.Find("chromium", "chromium-browser", "google-chrome");
        Capability.Require(chromium is null ? "Chromium is not installed: apt-get install -y chromium" : null);
        Directory.CreateDirectory(StackFixture.Artifacts);
        var run = await stack.Airflow.TriggerAsync("dag_kafka_stream");
        await stack.Airflow.SucceedsAsync("dag_kafka_stream", one => one.Id == run);
        await Waiting.UntilAsync(async () => (await stack.Airflow.PageAsync(Page)).Contains(run, StringComparison.Ordinal));

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1140, Height = 600 } });
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(stack.Addresses.Airflow);
        await page.FillAsync("input[name=username]", stack.Addresses.AirflowUser);
        await page.FillAsync("input[name=password]", stack.Addresses.AirflowPassword);
        await page.PressAsync("input[name=password]", "Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Pipeline report" }).ClickAsync();

        var report = page.FrameLocator("iframe[title='Pipeline report']");
        await report.GetByText("Pipeline runs").WaitForAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(StackFixture.Artifacts, "airflow-report.png") });
        await report.GetByRole(AriaRole.Link, new() { Name = run }).First.ClickAsync();
        await report.GetByText("All runs").WaitForAsync();
        (await report.GetByText("Partitions").CountAsync()).ShouldBePositive();
    }

    [Theory]
    [InlineData(Page)]
    [InlineData("/pipeline-report/pipeline.prom")]
    public async Task Nobody_sees_it_without_a_login(string path)
    {
        using var stranger = new HttpClient { BaseAddress = new Uri(stack.Addresses.Airflow) };

        using var answer = await stranger.GetAsync(path, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
