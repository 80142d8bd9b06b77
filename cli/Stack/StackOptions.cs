using Pipeline.Common;

namespace Pipeline.Cli.Stack;

/// <summary>The command line of the stack's verbs that have nothing to choose.</summary>
internal sealed class StackOptions : JobOptions;
