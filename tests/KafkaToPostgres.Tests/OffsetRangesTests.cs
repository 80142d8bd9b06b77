using Pipeline.KafkaToPostgres.Plan;

namespace Pipeline.KafkaToPostgres.Tests;

public sealed class OffsetRangesTests
{
    [Fact]
    public void Ranges_are_named_by_their_ends()
    {
        OffsetRanges.Words("{[17,20),[25,26)}").ShouldBe("17-19, 25");
        OffsetRanges.Count("{[17,20),[25,26)}").ShouldBe(4);
        OffsetRanges.First("{[17,20),[25,26)}").ShouldBe(17);
        OffsetRanges.First(OffsetRanges.None).ShouldBeNull();
    }

    [Fact]
    public void Of_many_the_first_are_named_and_all_are_counted()
    {
        var markers = $"{{{string.Join(',', Enumerable.Range(0, 1500).Select(n => $"[{(n * 4) + 3},{(n * 4) + 4})"))}}}";

        OffsetRanges.Words(markers).ShouldBe($"{string.Join(", ", Enumerable.Range(0, 20).Select(n => (n * 4) + 3))} and 1,480 more (1,500 offsets in all)");
    }
}
