using System.Diagnostics;
using System.Xml.Linq;
using CliWrap;
using CliWrap.Buffered;
using Pipeline.Cli.Airflow;
using Pipeline.Common;

namespace Pipeline.Cli.Testing;

/// <summary>tests/dags, run by pytest in the stack's own Airflow.</summary>
internal sealed class DagTests(ProjectFolder project, string? filter, JobOutput output, CancellationToken cancellation)
{
    private const string Name = "dags";
    private const int NothingSelected = 5;

    /// <summary>Runs them and prints their line; a machine without the Python that Airflow needs is told so, and fails in CI.</summary>
    public async Task<SuiteReport> RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        AirflowInstallation airflow;
        try
        {
            airflow = await new AirflowInstaller(project, output.Line).EnsureAsync(cancellation);
        }
        catch (PipelineException missing) when (Environment.GetEnvironmentVariable("CI") is null or "")
        {
            output.Line($"{Name,-24} not checked: {missing.Message} {missing.Remedy}");
            return SuiteReport.Well;
        }
        catch (PipelineException missing)
        {
            return SuiteReport.Broken(Name, $"{missing.Message} {missing.Remedy}");
        }

        var report = await PytestAsync(airflow);
        output.Line($"{Name,-24} {report.Counts} ({Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s)");
        return report;
    }

    private async Task<SuiteReport> PytestAsync(AirflowInstallation airflow)
    {
        var file = Path.Combine(project.Root, "artifacts", "dags.junit.xml");
        File.Delete(file);
        string[] selection = filter is null ? [] : ["-k", filter.Replace(' ', '_')];
        var result = await CliWrap.Cli.Wrap(airflow.Python)
            .WithArguments(["-m", "pytest", "-q", "-p", "no:cacheprovider", Path.Combine("tests", "dags"), $"--junit-xml={file}", .. selection])
            .WithWorkingDirectory(project.Root)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(cancellation);
        if (result.ExitCode == NothingSelected && filter is not null)
            return SuiteReport.Well;
        return File.Exists(file)
            ? OfJUnit(await File.ReadAllTextAsync(file, cancellation))
            : SuiteReport.Broken(Name, (result.StandardOutput + result.StandardError).TrimEnd());
    }

    /// <summary>Reads what pytest wrote; an error outside a test counts as one.</summary>
    internal static SuiteReport OfJUnit(string xml)
    {
        var cases = XDocument.Parse(xml).Descendants("testcase").ToList();
        List<TestFailure> failures =
        [
            .. cases.SelectMany(one => one.Elements().Where(outcome => outcome.Name.LocalName is "failure" or "error")
                .Select(outcome => new TestFailure($"{one.Attribute("classname")?.Value}.{one.Attribute("name")?.Value}", outcome.Value.Trim()))),
        ];
        var skipped = cases.Count(one => one.Element("skipped") is not null);
        var failed = cases.Count(one => one.Elements().Any(outcome => outcome.Name.LocalName is "failure" or "error"));
        return new SuiteReport(cases.Count - skipped - failed, failures.Count, skipped, failures);
    }
}
