namespace Pipeline.Cli.Tests;

public sealed class NearestWordTests
{
    private static readonly string[] Verbs = ["demo", "run", "test", "doctor", "replication"];

    [Theory]
    [InlineData("demmo", "demo")]
    [InlineData("deom", "demo")]
    [InlineData("tset", "test")]
    [InlineData("doc", "doctor")]
    [InlineData("replicate", "replication")]
    public void A_mistyped_word_means_its_neighbour(string typed, string meant) =>
        NearestWord.To(typed, Verbs).ShouldBe(meant);

    [Theory]
    [InlineData("")]
    [InlineData("xyzzy")]
    [InlineData("bananas")]
    public void A_foreign_word_means_nothing(string typed) =>
        NearestWord.To(typed, Verbs).ShouldBeNull();

    [Fact]
    public void The_distance_is_a_metric_as_far_as_guessing_needs_it() =>
        Gen.Select(Gen.String[Gen.Char['a', 'd'], 0, 6], Gen.String[Gen.Char['a', 'd'], 0, 6]).Sample((one, other) =>
        {
            var distance = NearestWord.Distance(one, other);

            distance.ShouldBe(NearestWord.Distance(other, one));
            (distance == 0).ShouldBe(string.Equals(one, other, StringComparison.Ordinal));
            distance.ShouldBeLessThanOrEqualTo(Math.Max(one.Length, other.Length));
        });
}
