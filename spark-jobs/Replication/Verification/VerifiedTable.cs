using Pipeline.Common;
using Pipeline.Replication.Plan;
using Pipeline.Replication.Proof;

namespace Pipeline.Replication.Verification;

/// <summary>A replica that is what its run published.</summary>
/// <param name="Source">The source table.</param>
/// <param name="Target">The replica.</param>
/// <param name="RunId">The run that published it.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Checksum">Its checksum; null where the run only counted.</param>
/// <param name="SourceUnchanged">True when the source still has exactly these rows; null where it has as many, and the run only counted.</param>
internal sealed record VerifiedTable(string Source, string Target, string RunId, long Rows, string? Checksum, bool? SourceUnchanged)
{
    public static VerifiedTable Of(TablePlan plan, string runId, TableChecksum now) =>
        new(plan.Table.FullName, plan.Target, runId, now.Rows, now.Text, now.Text is null && plan.Facts.Checksum.Rows == now.Rows ? null : plan.Facts.Checksum == now);

    public override string ToString() =>
        $"{Target}: {Counted.Of(Rows, "row")}{(Checksum is null ? "" : $", checksum {Checksum}")}, as published by run {RunId}; {Source} " + SourceUnchanged switch
        {
            true => "is still the same",
            false => "has changed since",
            null => "has as many (the run only counted: --no-proof)",
        };
}
