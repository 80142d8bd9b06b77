using Pipeline.Common;

namespace Pipeline.Replication.Verification;

/// <summary>A replica that is what its run published.</summary>
/// <param name="Source">The source table.</param>
/// <param name="Target">The replica.</param>
/// <param name="RunId">The run that published it.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Checksum">Its checksum; null where the run only counted.</param>
/// <param name="SourceUnchanged">True when the source still has exactly these rows.</param>
internal sealed record VerifiedTable(string Source, string Target, string RunId, long Rows, string? Checksum, bool SourceUnchanged)
{
    public override string ToString() =>
        $"{Target}: {Counted.Of(Rows, "row")}{(Checksum is null ? "" : $", checksum {Checksum}")}, as published by run {RunId}; {Source} {(SourceUnchanged ? "is still the same" : "has changed since")}";
}
