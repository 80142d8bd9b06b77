using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.Stack;

/// <summary>The command line of <c>logs</c>.</summary>
internal sealed class LogsOptions : JobOptions
{
    [Value(0, MetaName = "NAME", Required = true, HelpText = "A service, as `./pipeline status` names them.")]
    public required string Name { get; init; }

    [Option("lines", Default = 100, MetaValue = "N", HelpText = "How many of its last lines.")]
    public int Lines { get; init; }

    [Option("follow", HelpText = "Go on with what is written, until Ctrl-C.")]
    public bool Follow { get; init; }
}
