using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.Stack;

/// <summary>The command line of <c>down</c>.</summary>
internal sealed class DownOptions : JobOptions
{
    [Option("volumes", HelpText = "Remove all data too: the shop, replicas, marts, events, and Airflow's history.")]
    public bool Volumes { get; init; }
}
