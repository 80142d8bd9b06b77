using Pipeline.KafkaToPostgres.Target;

namespace Pipeline.KafkaToPostgres.Tests;

public sealed class PartitionOutcomeTests
{
    [Fact]
    public void A_day_of_passes_over_transactions_counts_its_gaps_and_keeps_no_text_of_them()
    {
        var total = Pass(0);
        for (var pass = 1; pass < 17_280; pass++)
            total = total.Plus(Pass(pass));

        total.GapOffsets.ShouldBe(17_280);
        (total.Gaps?.Length).ShouldBeNull();
        (total.Begin, total.End, total.Messages, total.Events, total.Rejected, total.Lag).ShouldBe((0, 4 * 17_280, 3 * 17_280, 2 * 17_280, 17_280, 17_279));
    }

    [Fact]
    public void Passes_without_gaps_have_none_together() =>
        Whole().Plus(Whole()).Gaps.ShouldBe("{}");

    private static PartitionOutcome Pass(long number) => new()
    {
        Partition = 0,
        Begin = 4 * number,
        End = 4 * (number + 1),
        Messages = 3,
        Events = 2,
        Duplicates = 0,
        Rejected = 1,
        Gaps = $"{{[{(4 * number) + 3},{(4 * number) + 4})}}",
        GapOffsets = 1,
        Lag = number,
    };

    private static PartitionOutcome Whole() => Pass(0) with { Messages = 4, Gaps = "{}", GapOffsets = 0 };
}
