namespace Pipeline.Generation;

/// <summary>
/// All rows of a made-up shop, as streams that give the same rows each time they are read. Orders are drawn once for
/// their own table and once more for their details, which takes less than keeping millions of them would.
/// </summary>
internal sealed class Shop(ShopSize size)
{
    // All that an order needs to know of users and products: a date and a price each.
    private readonly Lazy<DateTimeOffset[]> _registrations = new(() => [.. new UserFaker(size).GenerateLazy(size.Users).Select(user => user.RegisteredAt)]);
    private readonly Lazy<decimal[]> _prices = new(() => [.. new ProductFaker(size).GenerateLazy(size.Products).Select(product => product.Price)]);

    public IEnumerable<User> Users => new UserFaker(size).GenerateLazy(size.Users);

    public IEnumerable<Product> Products => new ProductFaker(size).GenerateLazy(size.Products);

    public IEnumerable<Order> Orders => new OrderFaker(size, _registrations.Value, _prices.Value).GenerateLazy(size.Orders);

    /// <summary>Each detail with its number and its order.</summary>
    public IEnumerable<(long DetailId, long OrderId, OrderDetail Detail)> Details
    {
        get
        {
            var number = 0L;
            foreach (var order in Orders)
            {
                foreach (var detail in order.Details)
                    yield return (++number, order.OrderId, detail);
            }
        }
    }
}
