using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.Report;

/// <summary>The command line of <c>report</c>.</summary>
internal sealed class ReportOptions : JobOptions
{
    [Option("open", HelpText = "Open it in the browser.")]
    public bool Open { get; init; }

    [Option("limit", Default = 100, MetaValue = "N", HelpText = "How many of the latest runs of each job get a page.")]
    public int Limit { get; init; }

    public void Validate()
    {
        if (Limit is < 1 or > 10_000)
            throw new PipelineException(ExitCode.Usage, $"--limit {Limit} is out of range.", "Give a number from 1 to 10000.");
    }
}
