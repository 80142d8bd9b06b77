using Bogus;

namespace Pipeline.Generation;

/// <summary>
/// Draws one of many so that a few are drawn often and most rarely (Zipf). Integers only: a mathematical library
/// that rounds otherwise would make another shop.
/// </summary>
internal sealed class Popularity
{
    // Flattens the head: the first of 1,000 gets about one draw in fifty.
    private const int Head = 10;
    private const int Scale = 50_000_000;

    private readonly int[] _cumulative;

    public Popularity(int count, Randomizer random)
    {
        var ranks = new int[count];
        for (var i = 0; i < count; i++)
        {
            var j = random.Number(0, i);
            ranks[i] = ranks[j];
            ranks[j] = i;
        }

        _cumulative = new int[count];
        var sum = 0;
        for (var i = 0; i < count; i++)
            _cumulative[i] = sum = checked(sum + (Scale / (ranks[i] + Head)));
    }

    /// <summary>Draws a place from 0 to below <paramref name="among"/>: the later ones do not exist yet.</summary>
    public int Draw(Randomizer random, int among)
    {
        var drawn = random.Number(1, _cumulative[among - 1]);
        var place = Array.BinarySearch(_cumulative, 0, among, drawn);
        return place < 0 ? ~place : place;
    }
}
