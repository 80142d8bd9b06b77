using Pipeline.Common;

namespace Pipeline.Cli.Run;

/// <summary><c>./pipeline verify WHAT</c>: compares what stands in the targets with what it came from, and changes nothing.</summary>
internal static class VerifyVerb
{
    private static readonly VerbList Subjects = new(
        "./pipeline verify",
        "subject",
        "Compares what stands in the targets with what it came from; changes nothing. Ends with 5 where they differ.",
        [
            new("replication", "Each replica against its source as it is now: chunk by chunk, down to the rows that differ", args => RunVerb.RunAsync(Job.Replication, ["--compare", .. args])),
            new("analytics", "Each mart computed again from the replicas, compared, and held to its checks", args => RunVerb.RunAsync(Job.Analytics, ["--recompute", .. args])),
            new("events", "Every offset of a topic stands in PostgreSQL exactly once; names those that do not", VerifyEventsAsync),
        ]);

    public static Task<ExitCode> RunAsync(IReadOnlyList<string> args) => Subjects.RunAsync(args);

    private static Task<ExitCode> VerifyEventsAsync(IReadOnlyList<string> args) => RunVerb.RunAsync(Job.Events, ["--verify", .. args]);
}
