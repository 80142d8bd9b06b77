namespace Pipeline.Generation;

/// <summary>
/// When orders come in: more from year to year, before holidays, at weekends and in the evening. The n-th of N orders has
/// its place on the calendar, so order numbers ascend with time. Integers only, as in <see cref="Popularity"/>.
/// </summary>
internal sealed class OrderCalendar
{
    private static readonly int[] Months = [80, 85, 95, 90, 95, 85, 80, 90, 100, 105, 135, 160];
    private static readonly int[] Weekdays = [120, 90, 90, 95, 100, 115, 130];
    private static readonly int[] Hours = [12, 7, 4, 3, 3, 5, 12, 25, 40, 52, 60, 62, 64, 60, 55, 52, 55, 62, 72, 80, 82, 70, 45, 24];
    private static readonly long[] CumulativeHours = Cumulate(Hours.Select(weight => (long)weight));

    private readonly long[] _days = Cumulate(Enumerable.Range(0, (ShopClock.Now - ShopClock.Opening).Days).Select(Weight));

    /// <summary>When an order is placed.</summary>
    /// <param name="index">Which order, from 0.</param>
    /// <param name="count">Of how many.</param>
    /// <param name="millionths">Where in its slot of the calendar, 0 to 999,999.</param>
    public DateTimeOffset At(long index, long count, int millionths)
    {
        var place = (_days[^1] * index / count) + (_days[^1] / count * millionths / 1_000_000);
        var (day, within, weight) = Find(_days, place);

        var ofDay = within * CumulativeHours[^1] * 1_000_000 / weight;
        var (hour, _, hourWeight) = Find(CumulativeHours, ofDay / 1_000_000);
        var microseconds = (ofDay - ((CumulativeHours[hour] - hourWeight) * 1_000_000)) * 3600 / hourWeight;
        return ShopClock.Opening.AddDays(day).AddHours(hour).AddMicroseconds(microseconds);
    }

    private static long Weight(int day)
    {
        var date = ShopClock.Opening.AddDays(day);
        return (100L + (day / 5)) * Months[date.Month - 1] * Weekdays[(int)date.DayOfWeek];
    }

    private static (int Place, long Within, long Weight) Find(long[] cumulative, long sum)
    {
        var place = Array.BinarySearch(cumulative, sum + 1);
        place = place < 0 ? ~place : place;
        var before = place == 0 ? 0 : cumulative[place - 1];
        return (place, sum - before, cumulative[place] - before);
    }

    private static long[] Cumulate(IEnumerable<long> weights)
    {
        var sum = 0L;
        return [.. weights.Select(weight => sum += weight)];
    }
}
