using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.Spark;

/// <summary>The command line of <c>spark up</c>.</summary>
internal sealed class SparkUpOptions : JobOptions
{
    [Option("connect", HelpText = "Start a standing Connect server too, for `run --on connect`.")]
    public bool Connect { get; init; }

    [Option("free-ports", HelpText = "Use any free ports instead of 7077, 8081, 8082 and 15002.")]
    public bool FreePorts { get; init; }
}
