using Pipeline.Common;

namespace Pipeline.Cli.Run;

/// <summary><c>./pipeline verify WHAT</c>: checks what earlier runs stored, and changes nothing.</summary>
internal static class VerifyVerb
{
    private static readonly VerbList Subjects = new(
        "./pipeline verify",
        "subject",
        "Checks what earlier runs stored; changes nothing.",
        [
            new("replicas", "Each replica is what its last run published; names the first that is not", args => RunVerb.RunAsync(Job.Replication, ["--verify", .. args])),
            new("marts", "Each mart passes its checks against the replicas as they are", args => RunVerb.RunAsync(Job.Analytics, ["--check", .. args])),
            new("events", "Every offset of a topic stands in PostgreSQL exactly once; names those that do not", VerifyEventsAsync),
        ]);

    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) => Subjects.RunAsync(args);

    private static Task<ExitCode> VerifyEventsAsync(IReadOnlyList<string> args) => RunVerb.RunAsync(Job.Events, ["--verify", .. args]);
}
