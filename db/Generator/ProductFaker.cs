using Bogus;

namespace Pipeline.Generation;

/// <summary>Makes products: a department each, a name that fits it, a price within its range.</summary>
internal sealed class ProductFaker : Faker<Product>
{
    private static readonly string[] Brands =
        ["Aldera", "Borealis", "Cintra", "Dovre", "Elbrus", "Fjord", "Galena", "Halden", "Istra", "Kestrel", "Lumen", "Morava", "Norda", "Ventus"];

    private static readonly decimal[] Endings = [0.00m, 0.49m, 0.90m, 0.99m];

    public ProductFaker(ShopSize size)
        : base(size.Locale)
    {
        StrictMode(true);
        UseSeed(size.Seed + 1);
        UseDateTimeReference(ShopClock.Now.UtcDateTime);

        var categories = Categories.In(size.Locale);
        var category = categories[0];
        RuleFor(product => product.ProductId, faker => faker.IndexFaker + 1);
        RuleFor(product => product.Category, faker => (category = faker.PickRandom(categories)).Name);
        RuleFor(product => product.Name, faker =>
            $"{faker.PickRandom(category.Goods)} {faker.PickRandom(Brands)} {faker.Random.String2(1, "ACEHKMTX")}-{faker.Random.Number(10, 990)}");
        RuleFor(product => product.Description, faker => faker.Random.Number(1, 15) == 1 ? null : faker.Lorem.Sentence(6, 8));
        RuleFor(product => product.Price, faker => PriceIn(category, faker.Random));
        RuleFor(product => product.StockQuantity, faker => faker.Random.Number(1, 10) == 1 ? 0 : faker.Random.Number(1, 500));
        RuleFor(product => product.CreatedAt, faker =>
            ShopClock.Between(ShopClock.FirstProduct, ShopClock.Opening, faker.Random.Number(0, 999_999)));
    }

    // The smaller of two draws: most goods of a department are cheap ones.
    private static decimal PriceIn(Category category, Randomizer random)
    {
        var first = random.Number(category.Cheapest, category.Dearest - 1);
        var second = random.Number(category.Cheapest, category.Dearest - 1);
        return Math.Min(first, second) + random.ArrayElement(Endings);
    }
}
