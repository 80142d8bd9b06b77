using Pipeline.Common;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Verification;

/// <summary>What a verification can find.</summary>
internal static class VerifyErrors
{
    public static PipelineException NeverPublished(TablePlan plan) => new(
        ExitCode.ProofFailed, $"No successful run has published {plan.Target}, the replica of {plan.Table}.", "Run replication first.");

    /// <summary>All that runs have published is of tables that the source has not.</summary>
    public static PipelineException OfAnotherSource(IReadOnlyList<PublishedReplica> orphans) => new(
        ExitCode.DataRefused,
        $"The source has the table of none of {Counted.Of(orphans.Count, "replica")} that runs have published: {string.Join(", ", orphans.Select(replica => $"{replica.Target} of {replica.Source}"))}.",
        "Correct POSTGRES_URL or MYSQL_URL, or name the tables to verify: --tables 'public.*'.");

    public static PipelineException Dropped(TablePlan plan, PublishedProof proof) => new(
        ExitCode.ProofFailed,
        $"{plan.Target}, which run {proof.RunId} published, does not exist.",
        $"Type: ./pipeline run replication --tables {plan.Table}. {Forget(plan.Target)}");

    /// <summary>How a replica that was dropped is asked for no more.</summary>
    public static string Forget(string replica) => $"Where nobody needs {replica} any more, type in MySQL: delete from pipeline_run_tables where target_name = '{replica}'";

    public static PipelineException NoPlan(SurveyedTable table) => new(
        ExitCode.DataRefused,
        $"{table.Target} cannot be verified, as {table.Table} has become a table that no replica can hold: {string.Join(' ', table.Obstacles.Select(obstacle => obstacle.What))}",
        string.Join(' ', table.Obstacles.Select(obstacle => obstacle.Remedy).Distinct(StringComparer.Ordinal)));

    public static PipelineException Drifted(TablePlan plan, PublishedProof proof) => new(
        ExitCode.DataRefused,
        $"{plan.Table} has another shape than when run {proof.RunId} published {plan.Target} ({string.Join(", ", plan.Drift)}), so that its checksum cannot be taken again.",
        "Run replication again: it gives the replica the new shape and leaves a proof of it.");

    public static PipelineException NoKey(TablePlan plan, PublishedProof proof) => new(
        ExitCode.ProofFailed,
        $"{plan.Table} has lost the primary key by which run {proof.RunId} compared {plan.Target}, so that its checksum cannot be taken again.",
        "Run replication again: it leaves a proof of the table as it is now.");

    public static PipelineException Changed(TablePlan plan, PublishedProof proof, TableChecksum now) => new(
        ExitCode.ProofFailed,
        $"{plan.Target} is not what run {proof.RunId} published: {Counted.Of(now.Rows, "row")}, checksum {now.Text ?? "not compared"}; published were {Counted.Of(proof.Rows, "row")}, checksum {proof.Checksum ?? "not taken"}.",
        "Somebody has written into it: run replication again, which replaces it, and take the right to write away from others.");

    public static PipelineException Unended(TablePlan plan, PublishedProof unended) => new(
        ExitCode.ProofFailed,
        $"{plan.Target} is what run {unended.RunId} published, but that run was killed, or lost its connection, before it could record so: it counts as {unended.Outcome}.",
        "Run replication again: it compares the replica with its source, and leaves a proof that counts.");

    public static PipelineException Differ(IReadOnlyList<ComparedTable> differing, int all) => new(
        ExitCode.ProofFailed,
        $"{differing.Count:N0} of {Counted.Of(all, "replica differs", "replicas differ")} from the source as it is now: {string.Join("; ", differing.Select(table => $"{table.Target} {table.Difference}"))}.",
        string.Join(' ', ((string[])[Mend(differing), .. differing.Select(table => table.Remedy).OfType<string>()]).Distinct(StringComparer.Ordinal)));

    public static PipelineException RunAtWork(IReadOnlyList<ComparedTable> differing, int all) => new(
        ExitCode.AttemptAtWork,
        $"A run of replication was at work while {Counted.Of(all, "replica was", "replicas were")} compared; {differing.Count:N0} seemed to differ ({string.Join(", ", differing.Select(table => table.Target))}), which may be rows of before and after it.",
        "Verify again when it has ended: `./pipeline history` lists the runs.");

    public static PipelineException Changed(string replica, Exception? error = null) => new(
        ExitCode.AttemptAtWork,
        $"{replica} was changed or replaced in the middle of its comparison.",
        "Verify again: it compares what stands there now.",
        error);

    private static string Mend(IReadOnlyList<ComparedTable> differing) =>
        $"Where the source has moved on, or somebody has written into a replica, `./pipeline run replication --tables {string.Join(',', differing.Select(table => table.Source))}`, with the other options that it was published with, brings over what differs.";
}
