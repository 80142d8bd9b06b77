using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.Stack;

/// <summary>The command line of <c>up</c>.</summary>
internal sealed class UpOptions : JobOptions
{
    [Option("free-ports", HelpText = "Use any free ports instead of the usual ones; `./pipeline status` shows them.")]
    public bool FreePorts { get; init; }
}
