using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.Testing;

/// <summary>The command line of the test verb.</summary>
internal sealed class TestOptions : JobOptions
{
    [Option("unit", HelpText = "Only the tests that need no server.")]
    public bool Unit { get; init; }

    [Option("filter", HelpText = "Only tests whose full name holds this text, such as a class or a few words of a test.")]
    public string? Filter { get; init; }
}
