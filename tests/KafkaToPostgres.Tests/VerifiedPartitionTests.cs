using Pipeline.KafkaToPostgres.Verification;

namespace Pipeline.KafkaToPostgres.Tests;

public sealed class VerifiedPartitionTests
{
    [Fact]
    public void A_whole_partition_says_what_is_stored_and_what_is_still_to_be_read()
    {
        var partition = new VerifiedPartition { Partition = 2, Next = 1500, Events = 1480, Rejected = 19, Gaps = "{[17,18)}" };

        partition.Sentence().ShouldBe("Partition 2, offsets 0 to 1499: 1,480 events and 19 rejected, no message at 17, each exactly once.");
        (partition with { BrokerFirst = 1000, BrokerEnd = 1520 }).Sentence()
            .ShouldBe("Partition 2, offsets 0 to 1499: 1,480 events and 19 rejected, no message at 17, each exactly once; the broker holds 1000 to 1519, 20 to read.");
    }

    [Fact]
    public void Offsets_that_are_not_as_they_should_be_are_named_one_by_one()
    {
        var partition = new VerifiedPartition { Partition = 0, Next = 100, Events = 95, Missing = "{[7,9),[50,53)}", Twice = "{[3,4)}", Outside = "{[999999,1000000)}" };

        partition.IsSound.ShouldBeFalse();
        partition.Sentence().ShouldBe(
            "Partition 0, offsets 0 to 99: 95 events and 0 rejected; missing are 7-8, 50-52; in both tables are 3; rows that no run recorded are 999999.");
    }

    [Fact]
    public void Messages_that_expired_unread_are_a_difference_and_those_that_wait_are_none()
    {
        var partition = new VerifiedPartition { Partition = 1, Next = 100, Events = 100, BrokerEnd = 200 };

        (partition with { BrokerFirst = 100 }).ShouldSatisfyAllConditions(p => p.IsSound.ShouldBeTrue(), p => p.ToRead.ShouldBe(100));
        (partition with { BrokerFirst = 130 }).ShouldSatisfyAllConditions(
            p => p.IsSound.ShouldBeFalse(), p => p.ToRead.ShouldBe(70), p => p.Fault().ShouldBe("100-129 (30 messages) expired before they were read"));
    }
}
