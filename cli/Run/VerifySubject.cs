namespace Pipeline.Cli.Run;

/// <summary>What can be verified: a job that only looks when given an option.</summary>
/// <param name="Name">The word on the command line.</param>
/// <param name="Summary">What is compared, in one line.</param>
/// <param name="Job">The job that compares.</param>
/// <param name="Option">Its option for that.</param>
internal sealed record VerifySubject(string Name, string Summary, Job Job, string Option)
{
    public static VerifySubject Replication { get; } = new(
        "replication", "Each replica against its source as it is now: chunk by chunk, down to the rows that differ", Job.Replication, "--compare");

    public static VerifySubject Analytics { get; } = new(
        "analytics", "Each mart computed again from the replicas, compared, and held to its checks", Job.Analytics, "--recompute");

    public static VerifySubject Events { get; } = new(
        "events", "Every offset of a topic stands in PostgreSQL exactly once; names those that do not", Job.Events, "--verify");

    public static IReadOnlyList<VerifySubject> All { get; } = [Replication, Analytics, Events];
}
