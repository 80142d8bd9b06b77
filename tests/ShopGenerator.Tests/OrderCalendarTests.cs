namespace Pipeline.Generation.Tests;

public sealed class OrderCalendarTests
{
    private static readonly OrderCalendar Calendar = new();

    [Fact]
    public void Later_orders_never_come_earlier_and_all_come_while_the_shop_is_open() =>
        Gen.Select(Gen.Long[1, 100_000_000], Gen.Double[0, 1], Gen.Int[0, 999_999], Gen.Int[0, 999_999]).Sample((count, share, first, second) =>
        {
            var index = Math.Min(count - 1, (long)(count * share));

            var moment = Calendar.At(index, count, first);

            moment.ShouldBeInRange(ShopClock.Opening, ShopClock.Now.AddTicks(-1));
            if (index + 1 < count)
                Calendar.At(index + 1, count, second).ShouldBeGreaterThanOrEqualTo(moment);
        });

    [Fact]
    public void Business_grows_and_peaks_in_December()
    {
        var months = Enumerable.Range(0, 100_000).Select(i => Calendar.At(i, 100_000, 0)).CountBy(m => (m.Year, m.Month)).ToDictionary();

        months[(2025, 12)].ShouldBeGreaterThan(months[(2025, 7)] * 3 / 2);
        months[(2026, 5)].ShouldBeGreaterThan(months[(2024, 5)]);
        months.Count.ShouldBe(33);
    }
}
