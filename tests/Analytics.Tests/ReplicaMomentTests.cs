namespace Pipeline.Analytics.Tests;

/// <summary>A mart is compared with the replicas that it was built of, and with no others.</summary>
public sealed class ReplicaMomentTests
{
    private const string Whole = "";
    private const string SomeDays = "2026-01-01 to before 2026-01-03";
    private const string OtherDays = "2026-02-01 to before 2026-02-02";
    private const string Elsewhen = "it was built of replicas of another moment";
    private const string Mixed = "its days were built of replicas of different moments";

    [Theory]
    [InlineData(Whole, null, Whole, "now")]
    [InlineData(Whole, Elsewhen, Whole, "old")]
    [InlineData(Whole, Elsewhen, Whole, "old", Whole, "now")]
    [InlineData(Whole, Mixed, SomeDays, "now", Whole, "old")]
    [InlineData(Whole, Mixed, SomeDays, "old", Whole, "now")]
    [InlineData(Whole, null, SomeDays, "now", Whole, "now", Whole, "old")]
    [InlineData(SomeDays, null, SomeDays, "now", Whole, "old")]
    [InlineData(SomeDays, null, OtherDays, "old", Whole, "now")]
    [InlineData(SomeDays, Mixed, "2026-01-02 to before 2026-01-09", "now", Whole, "old")]
    [InlineData(Whole, "only some of its days have been built", SomeDays, "now")]
    [InlineData(Whole, "no run of analytics is recorded that built it")]
    public void Who_wrote_the_mart_since_it_was_built_whole_tells_its_moment(string asked, string? other, params string[] writes) =>
        ReplicaMoment.Other(writes.Chunk(2).Select(write => new MartWrite(Days(write[0]), write[1])), Days(asked), "now").ShouldBe(other);

    [Fact]
    public void Marts_and_replicas_of_no_recorded_replication_belong_together() => ReplicaMoment.Other([new(null, null)], null, null).ShouldBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData(SomeDays)]
    public void A_note_gives_its_days_back(string? days)
    {
        var range = Days(days ?? "");

        MartNote.DaysOf(MartNote.Of(Examples.Parse(), range)).ShouldBe(range);
    }

    private static DayRange? Days(string text) => text.Split(DayRange.Separator) is [var since, var until] ? DayRange.Of(since, until) : null;
}
