using CommandLine;
using Pipeline.Cli.Run;
using Pipeline.Common;

namespace Pipeline.Cli.Bench;

/// <summary>The command line of <c>bench events</c>.</summary>
internal sealed class EventsBenchOptions : JobOptions
{
    [Option("count", Default = 1_000_000L, MetaValue = "N", HelpText = "Messages in the topic.")]
    public long Count { get; init; }

    [Option("runs", Default = 1, MetaValue = "N", HelpText = "How often each is measured, in turn; the medians are shown.")]
    public int Runs { get; init; }

    [Option("on", Default = "embedded", MetaValue = "PLACE", HelpText = "embedded, spark (spark-submit to the cluster of `spark up`) or connect (its Connect server).")]
    public string On { get; init; } = "";

    public void Validate()
    {
        RunPlaces.Parse(On);
        if (Count is < 1 or > 100_000_000)
            throw new PipelineException(ExitCode.Usage, $"--count {Count} is out of range.", "Give a number from 1 to 100000000.");
        if (Runs is < 1 or > 100)
            throw new PipelineException(ExitCode.Usage, $"--runs {Runs} is out of range.", "Give a number from 1 to 100.");
    }
}
