using Bogus;
using Bogus.DataSets;

namespace Pipeline.Generation;

/// <summary>Makes users, in the order in which they signed up.</summary>
internal sealed class UserFaker : Faker<User>
{
    private static readonly string[] Steps = ["bronze", "silver", "gold", "platinum"];
    private static readonly float[] Shares = [0.6f, 0.25f, 0.1f, 0.05f];

    public UserFaker(ShopSize size)
        : base(size.Locale)
    {
        StrictMode(true);
        UseSeed(size.Seed);
        UseDateTimeReference(ShopClock.Now.UtcDateTime);

        var gender = Name.Gender.Female;
        RuleFor(user => user.UserId, faker => faker.IndexFaker + 1);
        RuleFor(user => user.FirstName, faker => faker.Name.FirstName(gender = faker.PickRandom<Name.Gender>()));
        RuleFor(user => user.LastName, faker => faker.Name.LastName(gender));
        RuleFor(user => user.Email, EmailOf);
        RuleFor(user => user.Phone, faker => faker.Random.Number(1, 20) == 1 ? null : faker.Phone.PhoneNumber());
        RuleFor(user => user.LoyaltyStatus, faker => faker.Random.WeightedRandom(Steps, Shares));
        RuleFor(user => user.RegisteredAt, faker => RegisteredAt(faker.IndexFaker, size.Users, faker.Random.Number(0, 999_999)));
    }

    // The number at the end, behind a dot of its own, keeps addresses apart whatever the names are.
    private static string EmailOf(Faker faker, User user) =>
        faker.Internet.Email(user.FirstName, user.LastName, "example.com", $".{user.UserId}").ToLowerInvariant();

    // One slot of time a user; the first signs up at once, so that the first order has somebody to place it.
    private static DateTimeOffset RegisteredAt(long index, int users, int millionths)
    {
        var slot = (ShopClock.Now - ShopClock.FirstUser) / users;
        var jitter = index == 0 ? 0 : millionths;
        return ShopClock.Between(ShopClock.FirstUser + (slot * index), ShopClock.FirstUser + (slot * (index + 1)), jitter);
    }
}
