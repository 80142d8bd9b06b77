using Pipeline.Common;

namespace Pipeline.Cli.Testing;

/// <summary><c>./pipeline test</c>: formatting, build, every suite, and one line that counts them.</summary>
internal static class TestVerb
{
    /// <summary>A quarter more than the longest suite takes on two slow cores: where it hangs, those after it still end within an hour and a half.</summary>
    private static readonly TimeSpan SuiteLimit = TimeSpan.FromMinutes(60);

    public static async Task<ExitCode> RunAsync(IReadOnlyList<string> args)
    {
        var outcome = ExitCode.Done;
        var host = await JobHost.RunAsync<TestOptions>("./pipeline test", args, async (options, context) => outcome = await RunAsync(options, context));
        return host == ExitCode.Done ? outcome : host;
    }

    private static async Task<ExitCode> RunAsync(TestOptions options, JobContext context)
    {
        var project = ProjectFolder.Find();
        var tools = new TestTools(project.Root, context.Output, context.Cancellation);
        List<SuiteReport> reports = [await tools.CheckFormatAsync(), await tools.CheckScriptsAsync()];

        var build = await tools.BuildAsync();
        reports.Add(build);
        if (build.Failed == 0)
        {
            reports.Add(await new DagTests(project, options.Filter, context.Output, context.Cancellation).RunAsync());
            var run = new SuiteRun(Path.Combine(project.Root, "artifacts", "log"), options.Filter, SuiteLimit, context.Output, context.Cancellation);
            foreach (var suite in TestSuite.In(project.Root).Where(suite => !(options.Unit && suite.NeedsServers)))
                reports.Add(await run.RunAsync(suite));
        }

        var total = SuiteReport.Sum(reports);
        if (options.Filter is { } filter && total is { Passed: 0, Failed: 0 })
            total = total with { Failures = [new TestFailure("./pipeline test", $"no test's name holds \"{filter}\"")], Failed = 1 };
        context.Output.Result(new { total.Passed, total.Failed, total.Skipped });
        ShowFailures(total.Failures, context.Output);
        context.Output.Line(total.Counts);
        return total.Failed == 0 ? ExitCode.Done : ExitCode.Bug;
    }

    private static void ShowFailures(IReadOnlyList<TestFailure> failures, JobOutput output)
    {
        foreach (var failure in failures)
        {
            output.Line();
            output.Line($"failed: {failure.Name}");
            output.Line(failure.Message);
        }

        output.Line();
    }
}
