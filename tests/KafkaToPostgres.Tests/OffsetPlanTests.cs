using Pipeline.Common;
using Pipeline.KafkaToPostgres.Plan;

namespace Pipeline.KafkaToPostgres.Tests;

public sealed class OffsetPlanTests
{
    [Theory]
    [InlineData(null, "0:5-10 1:0-20")]
    [InlineData("earliest", "0:5-10 1:0-20")]
    [InlineData("latest", "0:10-10 1:20-20")]
    [InlineData("1:7,0:6", "0:6-10 1:7-20")]
    public void The_first_run_begins_where_it_is_told(string? from, string expected)
    {
        var plan = OffsetPlan.Of(Topics.Of((5, 10), (0, 20)), [], Topics.Settings(from));

        Topics.Words(plan).ShouldBe(expected);
        plan.HasWork.ShouldBeTrue();
    }

    [Fact]
    public void A_later_run_goes_on_where_the_last_one_ended_and_says_that_from_is_not_heeded()
    {
        var plan = OffsetPlan.Of(Topics.Of((0, 10), (0, 20)), [Topics.Stored(0, 10), Topics.Stored(1, 15)], Topics.Settings("earliest"));

        Topics.Words(plan).ShouldBe("0:10-10 1:15-20");
        plan.Notes.ShouldHaveSingleItem().ShouldContain("first run only");
    }

    [Fact]
    public void A_pass_is_a_part_of_what_is_to_be_read_shared_among_the_partitions()
    {
        var whole = OffsetPlan.Of(Topics.Of((0, 100), (0, 300)), [], Topics.Settings());

        Topics.Words(whole.Pass(40)).ShouldBe("0:0-10 1:0-30");
        whole.Pass(400).Ranges.ShouldBe(whole.Ranges);
    }

    [Fact]
    public void A_later_pass_ends_where_the_first_look_did_and_leaves_what_came_since()
    {
        var first = OffsetPlan.Of(Topics.Of((0, 100), (0, 300)), [], Topics.Settings(max: 200));

        var later = OffsetPlan.Of(Topics.Of((0, 900), (0, 900), (5, 9)), [Topics.Stored(0, 10), Topics.Stored(1, 30)], Topics.Settings(max: 200, acceptLoss: true), first.Ends);

        Topics.Words(later).ShouldBe("0:10-50 1:30-150 2:5-5");
        later.Ranges.Select(range => range.Lag).ShouldBe([850, 750, 4]);
    }

    [Fact]
    public void A_later_pass_goes_no_way_back_where_offsets_expired_beyond_its_end()
    {
        var later = OffsetPlan.Of(Topics.Of((80, 100)), [Topics.Stored(0, 10)], Topics.Settings(acceptLoss: true), new Dictionary<int, long> { [0] = 50 });

        Topics.Words(later).ShouldBe("0:80-80");
        (later.HasWork, later.Ranges[0].Lost).ShouldBe((true, 70));
    }

    [Fact]
    public void A_partition_that_was_added_is_read_from_its_first_offset_whatever_from_says()
    {
        var plan = OffsetPlan.Of(Topics.Of((0, 10), (0, 9)), [Topics.Stored(0, 10)], Topics.Settings("latest"));

        Topics.Words(plan).ShouldBe("0:10-10 1:0-9");
        plan.Notes.ShouldContain(note => note.Contains("Partition 1 of t is new", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_partition_that_was_added_has_lost_already_is_given_up_only_when_told_so()
    {
        var topic = Topics.Of((0, 10), (3, 9));

        Refusal(() => OffsetPlan.Of(topic, [Topics.Stored(0, 10)], Topics.Settings())).ShouldContain("the offsets 0 to 2 (3 messages) expired");
        var plan = OffsetPlan.Of(topic, [Topics.Stored(0, 10)], Topics.Settings(acceptLoss: true));

        Topics.Words(plan).ShouldBe("0:10-10 1:3-9");
        (plan.Ranges[1].Begin, plan.Ranges[1].Lost, plan.Ranges[1].Stored).ShouldBe((0, 3, null));
    }

    [Fact]
    public void Expired_offsets_are_named_and_given_up_only_when_told_so()
    {
        var topic = Topics.Of((100, 120));

        Refusal(() => OffsetPlan.Of(topic, [Topics.Stored(0, 40)], Topics.Settings())).ShouldContain("the offsets 40 to 99 (60 messages) expired");
        var plan = OffsetPlan.Of(topic, [Topics.Stored(0, 40)], Topics.Settings(acceptLoss: true));

        plan.Ranges[0].Lost.ShouldBe(60);
        Topics.Words(plan).ShouldBe("0:100-120");
        plan.Notes.ShouldHaveSingleItem().ShouldContain("40 to 99 are given up");
    }

    [Fact]
    public void A_recreated_topic_is_known_by_its_identity()
    {
        Refusal(() => OffsetPlan.Of(Topics.Of((0, 50)), [Topics.Stored(0, 10, "id-0")], Topics.Settings()))
            .ShouldContain("it was id-0, it is id-1");
    }

    [Fact]
    public void Without_identities_a_recreated_topic_is_known_by_its_end()
    {
        Refusal(() => OffsetPlan.Of(Topics.Of((0, 5)), [Topics.Stored(0, 10, null)], Topics.Settings())).ShouldContain("ends at offset 5, below 10");
        Refusal(() => OffsetPlan.Of(Topics.Of((0, 5)), [Topics.Stored(0, 5, null), Topics.Stored(1, 3, null)], Topics.Settings()))
            .ShouldContain("partition 1 is stored up to offset 3");
    }

    [Fact]
    public void Spark_gets_every_partition_even_those_with_nothing_to_read()
    {
        var plan = OffsetPlan.Of(Topics.Of((0, 10), (0, 20)), [Topics.Stored(0, 10), Topics.Stored(1, 15)], Topics.Settings());

        plan.Offsets(range => range.Start).ShouldBe("""{"t":{"0":10,"1":15}}""");
        plan.Offsets(range => range.End).ShouldBe("""{"t":{"0":10,"1":20}}""");
    }

    [Fact]
    public void What_waits_behind_an_open_transaction_is_lag_and_is_not_read()
    {
        var topic = Topics.Of((0, 10)) with { Partitions = [new(0, 0, 10, Waiting: 7)] };

        var plan = OffsetPlan.Of(topic, [Topics.Stored(0, 4)], Topics.Settings(max: 5));

        Topics.Words(plan).ShouldBe("0:4-9");
        (plan.Ranges[0].Left, plan.Ranges[0].Lag, plan.Waiting).ShouldBe((1, 8, 7));
        OffsetPlan.Of(topic, [Topics.Stored(0, 10)], Topics.Settings()).HasWork.ShouldBeFalse();
    }

    [Fact]
    public void A_limit_is_shared_out_whole_and_never_exceeded()
    {
        Gen.Select(Gen.Long[0, 1_000_000].Array[1, 12], Gen.Long[1, 2_000_000]).Sample((counts, most) =>
        {
            var ranges = counts
                .Select((count, number) => new PartitionRange { State = new(number, 0, count), First = 0, Stored = 0, Start = 0, End = count })
                .ToList();

            var limited = OffsetPlan.Limited(ranges, most);

            limited.Sum(range => range.Count).ShouldBe(Math.Min(most, counts.Sum()));
            limited.ShouldAllBe(range => range.Count >= 0 && range.End <= range.State.End);
        });
    }

    private static string Refusal(Func<object> plan)
    {
        var error = Should.Throw<PipelineException>(plan);
        error.Code.ShouldBe(ExitCode.DataRefused);
        error.Remedy.ShouldNotBeEmpty();
        return error.Message;
    }
}
