namespace Pipeline.KafkaToPostgres.Tests;

public sealed class VerifiedPartitionTests
{
    [Fact]
    public void A_whole_partition_says_how_many_are_stored()
    {
        new VerifiedPartition(2, 0, 1500, 1499, "{[17,18)}", "{}", "{}").Sentence()
            .ShouldBe("Partition 2, offsets 0 to 1499: 1,499 stored, no message at 17, each exactly once.");
    }

    [Fact]
    public void Missing_offsets_are_named_one_by_one()
    {
        new VerifiedPartition(0, 0, 100, 95, "{}", "{[7,9),[50,53)}", "{[3,4)}").Sentence()
            .ShouldBe("Partition 0, offsets 0 to 99: 95 stored; missing are 7-8, 50-52; in both tables are 3.");
    }
}
