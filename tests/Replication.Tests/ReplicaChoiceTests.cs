using Pipeline.Replication.Source;
using Pipeline.Replication.Verification;

namespace Pipeline.Replication.Tests;

public sealed class ReplicaChoiceTests
{
    [Fact]
    public void Each_published_replica_is_matched_with_its_source_by_name_and_one_without_is_told_apart()
    {
        PublishedReplica[] published = [new("public.orders", "copy_of_orders", "r1"), new("old.orders", "orders_replica", "r2"), new("public.gone", "gone_replica", "r3")];
        SourceTable[] all = [Tables.Of("orders") with { Schema = "old" }, Tables.Of("orders"), Tables.Of("never_published")];

        var (tables, orphans) = ReplicaChoice.Match(published, all);

        tables.Select(one => $"{one.Table} {one.Target}").ShouldBe(["public.orders copy_of_orders", "old.orders orders_replica"]);
        orphans.ShouldBe([published[2]]);
        orphans[0].ToString().ShouldBe("Not compared: gone_replica, published by run r3, as the source has no public.gone any more. Where nobody reads it: drop table `gone_replica`");
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("t", null, true)]
    [InlineData(null, "{table}_copy", true)]
    public void Replicas_are_named_by_tables_or_by_a_name(string? tables, string? name, bool named) =>
        ReplicationSettings.Of(new ReplicationOptions { Tables = tables is null ? [] : [tables], Name = name }).AreReplicasNamed.ShouldBe(named);
}
