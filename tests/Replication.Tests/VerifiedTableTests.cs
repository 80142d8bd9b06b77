using Pipeline.Replication.Proof;
using Pipeline.Replication.Verification;

namespace Pipeline.Replication.Tests;

public sealed class VerifiedTableTests
{
    [Theory]
    [InlineData(7, "aa", 7, "aa", "is still the same")]
    [InlineData(7, "bb", 7, "aa", "has changed since")]
    [InlineData(7, "aa", 7, null, "has as many (the run only counted: --no-proof)")]
    [InlineData(8, "aa", 7, null, "has changed since")]
    public void A_source_is_said_to_have_changed_only_where_that_is_known(long rows, string checksum, long rowsOfReplica, string? ofReplica, string said)
    {
        var plan = Tables.PlanOf(Tables.Of("t"), Tables.MariaDb);
        plan = plan with { Facts = plan.Facts with { Checksum = new TableChecksum(rows, checksum) } };

        VerifiedTable.Of(plan, "r1", new TableChecksum(rowsOfReplica, ofReplica)).ToString().ShouldEndWith($", as published by run r1; public.t {said}");
    }
}
