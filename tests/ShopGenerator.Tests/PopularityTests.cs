using Bogus;

namespace Pipeline.Generation.Tests;

public sealed class PopularityTests
{
    [Fact]
    public void The_first_tenth_gets_more_than_a_third_of_the_draws_and_everyone_gets_some()
    {
        var popularity = new Popularity(500, new Randomizer(3));
        var random = new Randomizer(4);

        var draws = new int[500];
        for (var i = 0; i < 100_000; i++)
            draws[popularity.Draw(random, 500)]++;

        draws.OrderDescending().Take(50).Sum().ShouldBeGreaterThan(33_333);
        draws.ShouldAllBe(count => count > 0);
    }

    [Fact]
    public void Who_does_not_exist_yet_is_never_drawn() => Gen.Select(Gen.Int[1, 300], Gen.Int).Sample((count, seed) =>
    {
        var popularity = new Popularity(count, new Randomizer(seed));
        var random = new Randomizer(seed);
        for (var among = 1; among <= count; among++)
            popularity.Draw(random, among).ShouldBeInRange(0, among - 1);
    });
}
