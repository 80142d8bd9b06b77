using Bogus;

namespace Pipeline.Generation;

/// <summary>Makes orders in the order of time, each by a user who had signed up by then.</summary>
internal sealed class OrderFaker : Faker<Order>
{
    private readonly ShopSize _size;
    private readonly DateTimeOffset[] _registrations;
    private readonly OrderDetailFaker _details;
    private readonly OrderCalendar _calendar = new();
    private readonly Popularity _popularity;
    private readonly int _maxItems;
    private int _registered;

    public OrderFaker(ShopSize size, DateTimeOffset[] registrations, decimal[] prices)
    {
        StrictMode(true);
        UseSeed(size.Seed + 2);
        UseDateTimeReference(ShopClock.Now.UtcDateTime);
        CustomInstantiator(Draw);
        _size = size;
        _registrations = registrations;
        _details = new OrderDetailFaker(size, prices);
        _popularity = new Popularity(size.Users, new Randomizer(size.Seed + 5));
        _maxItems = Math.Min(size.MaxItems, prices.Length);
    }

    private Order Draw(Faker faker)
    {
        var random = faker.Random;
        var placed = _calendar.At(faker.IndexFaker, _size.Orders, random.Number(0, 999_999));
        while (_registered < _registrations.Length && _registrations[_registered] < placed)
            _registered++;
        var user = _popularity.Draw(random, _registered) + 1;
        var (status, delivery) = Fate(placed, random);
        return new(faker.IndexFaker + 1, user, placed, status, delivery, _details.NextOrder(random.Number(1, _maxItems)));
    }

    private static (string Status, DateOnly? Delivery) Fate(DateTimeOffset placed, Randomizer random)
    {
        var day = DateOnly.FromDateTime(placed.UtcDateTime);
        var age = (ShopClock.Now - placed).Days;
        return (age, random.Number(1, 100)) switch
        {
            (_, <= 6) => ("cancelled", null),
            ( < 1, _) => ("new", null),
            ( < 3, _) => ("paid", null),
            ( < 12, _) => ("shipped", day.AddDays(random.Number(12, 16))),
            (_, <= 9) => ("returned", day.AddDays(random.Number(1, 11))),
            _ => ("delivered", day.AddDays(random.Number(1, 11))),
        };
    }
}
