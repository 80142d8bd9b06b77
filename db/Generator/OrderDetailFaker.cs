using Bogus;

namespace Pipeline.Generation;

/// <summary>Makes the details of one order after the other: different products, popular ones more often, sometimes reduced.</summary>
internal sealed class OrderDetailFaker : Faker<OrderDetail>
{
    private readonly decimal[] _prices;
    private readonly Popularity _popularity;
    private readonly List<int> _taken = [];

    public OrderDetailFaker(ShopSize size, decimal[] prices)
    {
        StrictMode(true);
        UseSeed(size.Seed + 3);
        UseDateTimeReference(ShopClock.Now.UtcDateTime);
        CustomInstantiator(faker => Draw(faker.Random));
        _prices = prices;
        _popularity = new Popularity(prices.Length, new Randomizer(size.Seed + 4));
    }

    /// <summary>Makes the details of the next order.</summary>
    public OrderDetail[] NextOrder(int items)
    {
        _taken.Clear();
        var details = new OrderDetail[items];
        for (var i = 0; i < items; i++)
            details[i] = Generate();
        return details;
    }

    private OrderDetail Draw(Randomizer random)
    {
        var place = _popularity.Draw(random, _prices.Length);
        while (_taken.Contains(place))
            place = _popularity.Draw(random, _prices.Length);
        _taken.Add(place);
        return new(place + 1, Quantity(random), Reduced(_prices[place], random));
    }

    private static int Quantity(Randomizer random) => random.Number(1, 100) switch
    {
        <= 68 => 1,
        <= 87 => 2,
        <= 95 => 3,
        <= 98 => 4,
        _ => 5,
    };

    private static decimal Reduced(decimal price, Randomizer random) => random.Number(1, 20) switch
    {
        1 => decimal.Round(price * 0.85m, 2, MidpointRounding.AwayFromZero),
        2 or 3 => decimal.Round(price * 0.95m, 2, MidpointRounding.AwayFromZero),
        _ => price,
    };
}
