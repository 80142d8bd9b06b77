using Pipeline.Common;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Verification;

/// <summary>What a verification can find.</summary>
internal static class VerifyErrors
{
    public static PipelineException NeverPublished(TablePlan plan) => new(
        ExitCode.ProofFailed, $"No successful run has published {plan.Target}, the replica of {plan.Table}.", "Run replication first.");

    public static PipelineException Changed(TablePlan plan, PublishedProof proof, TableChecksum now) => new(
        ExitCode.ProofFailed,
        $"{plan.Target} is not what run {proof.RunId} published: {now.Rows:N0} rows, checksum {now.Text ?? "not compared"}; published were {proof.Rows:N0} rows, checksum {proof.Checksum ?? "not taken"}.",
        "Somebody has written into it: run replication again, which replaces it, and take the right to write away from others.");
}
