using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.Bench;

/// <summary>The command line of <c>bench dag</c>.</summary>
internal sealed class DagBenchOptions : JobOptions
{
    [Option("runs", Default = 3, MetaValue = "N", HelpText = "How often each DAG is measured, in turn; the medians are shown.")]
    public int Runs { get; init; }

    [Option("stock", HelpText = "Measure dag_kafka_stream, whose one task is a Spark job, with the scripts and settings that Spark ships too.")]
    public bool Stock { get; init; }

    public void Validate()
    {
        if (Runs is < 1 or > 100)
            throw new PipelineException(ExitCode.Usage, $"--runs {Runs} is out of range.", "Give a number from 1 to 100.");
    }
}
