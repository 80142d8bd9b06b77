using Pipeline.Common;

namespace Pipeline.Cli.Run;

/// <summary><c>./pipeline verify WHAT</c>: checks what earlier runs stored, and changes nothing.</summary>
internal static class VerifyVerb
{
    private static readonly VerbList Subjects = new(
        "./pipeline verify",
        "subject",
        "Checks what earlier runs stored; changes nothing.",
        [new("events", "Every offset of a topic stands in PostgreSQL exactly once; names those that do not", VerifyEventsAsync)]);

    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) => Subjects.RunAsync(args);

    private static Task<ExitCode> VerifyEventsAsync(IReadOnlyList<string> args) => RunVerb.RunAsync(Job.Events, ["--verify", .. args]);
}
