namespace Pipeline.Common.Tests;

public sealed class CountedTests
{
    [Theory]
    [InlineData(0, "0 rows")]
    [InlineData(1, "1 row")]
    [InlineData(2_340, "2,340 rows")]
    public void One_thing_is_no_plural(long count, string said) => Counted.Of(count, "row").ShouldBe(said);

    [Fact]
    public void Verbs_go_with_their_number() =>
        (Counted.Of(1, "row holds", "rows hold"), Counted.Of(2, "row holds", "rows hold")).ShouldBe(("1 row holds", "2 rows hold"));
}
