using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.Run;

/// <summary>The command line of <c>verify</c> without a subject.</summary>
internal sealed class VerifyAllOptions : JobOptions
{
    [Option("topic", MetaValue = "NAME", HelpText = "The topic of the events (default: my_topic, or the only one there is if my_topic was never read).")]
    public string? Topic { get; init; }

    /// <summary>The words with which one of the jobs verifies.</summary>
    public IReadOnlyList<string> For(VerifySubject subject) =>
    [
        subject.Option,
        .. Json ? ["--json"] : (string[])[],
        .. Verbose ? ["--verbose"] : (string[])[],
        .. Topic is { } topic && subject == VerifySubject.Events ? ["--topic", topic] : (string[])[],
    ];
}
