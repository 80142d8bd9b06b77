using CommandLine;
using Pipeline.Common;

namespace Pipeline.Cli.Run;

/// <summary>The command line of <c>verify</c> without a subject.</summary>
internal sealed class VerifyAllOptions : JobOptions
{
    [Option("topic", MetaValue = "NAME", HelpText = "The topic of the events (default: my_topic, or the only one there is if my_topic was never read).")]
    public string? Topic { get; init; }

    [Option("tables", Separator = ',', MetaValue = "PATTERN,…", HelpText =
        "Whose replicas, as schema.name with * for any characters (default: all that runs have published; the shop's four where none has).")]
    public IEnumerable<string> Tables { get; init; } = [];

    [Option("name", MetaValue = "PATTERN", HelpText = "How these replicas are called, with {schema} and {table} (default: {table}_replica).")]
    public string? Name { get; init; }

    [Option("on-unrepresentable", Separator = ',', MetaValue = "COLUMN=POLICY,…", HelpText = "The policies that the replicas were published with, as run replication takes them.")]
    public IEnumerable<string> OnUnrepresentable { get; init; } = [];

    /// <summary>The words with which one of the jobs verifies.</summary>
    public IReadOnlyList<string> For(VerifySubject subject) =>
    [
        subject.Option,
        .. Json ? ["--json"] : (string[])[],
        .. Verbose ? ["--verbose"] : (string[])[],
        .. OfSubject(subject).Where(option => !string.IsNullOrEmpty(option.Value)).SelectMany(option => (string[])[option.Word, option.Value!]),
    ];

    private IReadOnlyList<(string Word, string? Value)> OfSubject(VerifySubject subject) =>
        subject == VerifySubject.Events ? [("--topic", Topic)]
        : subject == VerifySubject.Replication ? [("--tables", string.Join(',', Tables)), ("--name", Name), ("--on-unrepresentable", string.Join(',', OnUnrepresentable))]
        : [];
}
