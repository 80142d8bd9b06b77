namespace Pipeline.Events.Internal;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014). Written out, because the numbers of <see cref="Random"/> may change with the runtime and
/// the same seed must give the same bytes on every machine.
/// </summary>
internal struct StableRandom(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>Scatters the bits of a number; different numbers give different results.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public ulong Next() => Mix(_state += Step);

    /// <summary>A number from 0 to just below <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Percent(int chance) => Below(100) < chance;

    /// <summary>A number from 1 to <paramref name="count"/>, small ones more often: a few users and products make most of the traffic.</summary>
    public int Popular(int count)
    {
        var share = (Next() >> 11) * (1.0 / (1UL << 53));
        return 1 + (int)(count * share * share);
    }
}
