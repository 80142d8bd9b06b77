using Pipeline.Common;

namespace Pipeline.Cli.Run;

/// <summary><c>./pipeline verify [WHAT]</c>: compares what stands in the targets with what it came from, and changes nothing.</summary>
internal static class VerifyVerb
{
    private static readonly VerbList Subjects = new(
        "./pipeline verify",
        "subject",
        "Compares what stands in the targets with what it came from; changes nothing. Ends with 5 where they differ.",
        [.. VerifySubject.All.Select(subject => new Verb(subject.Name, subject.Summary, args => RunVerb.RunAsync(subject.Job, [subject.Option, .. args])))])
    {
        Otherwise = VerifyAll.RunAsync,
        OtherwiseSummary = "Without a subject all are verified, one after another, and the worst exit code is returned; --tables, --name and --on-unrepresentable are the replication's, --topic is the events'; --json and --verbose are understood, too.",
    };

    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) => Subjects.RunAsync(args);
}
