namespace Pipeline.Generation;

/// <summary>The fixed moments of the made-up shop: no row depends on when or where it is generated.</summary>
internal static class ShopClock
{
    /// <summary>Products go on sale from here until the opening.</summary>
    public static readonly DateTimeOffset FirstProduct = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Users sign up from here on.</summary>
    public static readonly DateTimeOffset FirstUser = new(2023, 7, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Orders come in from here on.</summary>
    public static readonly DateTimeOffset Opening = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The shop's present: nothing has happened later.</summary>
    public static readonly DateTimeOffset Now = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A moment between two others, in millionths of the way, to the microsecond that PostgreSQL keeps.</summary>
    public static DateTimeOffset Between(DateTimeOffset begin, DateTimeOffset end, int millionths) =>
        begin.AddMicroseconds((end - begin).Ticks / TimeSpan.TicksPerMicrosecond / 1_000_000 * millionths);
}
