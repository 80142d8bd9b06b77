namespace Pipeline.Generation.Tests;

/// <summary>Shops to make in tests.</summary>
internal static class Sizes
{
    public static ShopSize Of(int users = 40, int products = 12, int orders = 300, int maxItems = 5, int seed = 1, string locale = "en") =>
        ShopSize.Of(new GeneratorOptions
        {
            Users = users,
            Products = products,
            Orders = orders,
            MaxItems = maxItems,
            Seed = seed,
            Locale = locale,
        });
}
