using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.Bench;

/// <summary>The command line of <c>bench first-query</c>.</summary>
internal sealed class FirstQueryBenchOptions : JobOptions
{
    [Option("runs", Default = 3, MetaValue = "N", HelpText = "How often each is measured, in turn; the medians are shown.")]
    public int Runs { get; init; }

    public void Validate()
    {
        if (Runs is < 1 or > 100)
            throw new PipelineException(ExitCode.Usage, $"--runs {Runs} is out of range.", "Give a number from 1 to 100.");
    }
}
