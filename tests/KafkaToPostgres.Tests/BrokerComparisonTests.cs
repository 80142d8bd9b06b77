using Pipeline.KafkaToPostgres.Verification;

namespace Pipeline.KafkaToPostgres.Tests;

public sealed class BrokerComparisonTests
{
    [Fact]
    public void A_partition_that_was_never_read_is_to_be_read()
    {
        var partitions = BrokerComparison.Of([Stored(0, 10)], Topics.Of((0, 10), (0, 7)));

        partitions.ShouldAllBe(p => p.IsSound);
        partitions.Select(p => p.Sentence()).ShouldBe(
        [
            "Partition 0, offsets 0 to 9: 10 events and 0 rejected, each exactly once; the broker holds 0 to 9, 0 to read.",
            "Partition 1: nothing is read yet; the broker holds 0 to 6, 7 to read.",
        ]);
    }

    [Fact]
    public void What_waits_behind_an_open_transaction_is_to_be_read() =>
        BrokerComparison.Of([Stored(0, 10)], Topics.Of((0, 10)) with { Partitions = [new(0, 0, 10, Waiting: 3)] }).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                p => p.IsSound.ShouldBeTrue(),
                p => p.ToRead.ShouldBe(3),
                p => p.Sentence().ShouldEndWith("; the broker holds 0 to 12, 3 to read, 3 of them behind an open transaction."));

    [Theory]
    [InlineData("id-0", 10, "it is stored up to offset 10 of topic id-0, but the broker has topic id-1, which ends at 10: it was made anew")]
    [InlineData("id-1", 11, "it is stored up to offset 11, but the broker ends at 10: the topic was made anew, or the broker lost messages")]
    [InlineData(null, 11, "it is stored up to offset 11, but the broker ends at 10: the topic was made anew, or the broker lost messages")]
    public void A_topic_made_anew_is_a_difference_and_expired_nothing(string? id, long next, string fault)
    {
        var partition = BrokerComparison.Of([Stored(0, next) with { TopicId = id }], Topics.Of((10, 10))).ShouldHaveSingleItem();

        partition.IsSound.ShouldBeFalse();
        partition.Fault().ShouldBe(fault);
    }

    [Fact]
    public void A_partition_that_the_broker_lacks_is_a_difference() =>
        BrokerComparison.Of([Stored(0, 10), Stored(1, 5)], Topics.Of((0, 10)))[1].Fault()
            .ShouldBe("it is stored up to offset 5, but the broker has 1 partition");

    [Fact]
    public void A_broker_that_tells_no_identity_is_taken_at_its_offsets() =>
        BrokerComparison.Of([Stored(0, 10)], Topics.Of((3, 12)) with { Id = null }).ShouldHaveSingleItem().IsSound.ShouldBeTrue();

    private static VerifiedPartition Stored(int number, long next) => new() { Partition = number, Next = next, Events = next, TopicId = "id-1" };
}
