namespace Pipeline.Generation.Tests;

public sealed class PlausibleShopTests
{
    private static readonly Gen<ShopSize> AnySize = Gen.Select(
        Gen.Int[1, 60], Gen.Int[1, 30], Gen.Int[0, 200], Gen.Int[1, 8], Gen.Int, Gen.OneOf(Gen.Const("en"), Gen.Const("ru")),
        (users, products, orders, items, seed, locale) => Sizes.Of(users, products, orders, items, seed, locale));

    [Fact]
    public void Every_size_gives_exactly_the_rows_asked_for() => AnySize.Sample(
        size =>
        {
            var shop = new Shop(size);
            shop.Users.Select(u => u.UserId).ShouldBe(Numbers(size.Users));
            shop.Products.Select(p => p.ProductId).ShouldBe(Numbers(size.Products));
            shop.Orders.Select(o => o.OrderId).ShouldBe(Numbers(size.Orders));
            shop.Details.Select(d => d.DetailId).ShouldBe(Numbers(shop.Details.Count()));
        },
        iter: 60);

    [Fact]
    public void Nobody_orders_before_signing_up_and_nothing_happens_after_the_shops_present() => AnySize.Sample(
        size =>
        {
            var shop = new Shop(size);
            var registered = shop.Users.ToDictionary(u => u.UserId, u => u.RegisteredAt);
            foreach (var order in shop.Orders)
            {
                order.OrderDate.ShouldBeGreaterThan(registered[order.UserId]);
                order.OrderDate.ShouldBeLessThan(ShopClock.Now);
                if (order.Status is "delivered" or "returned")
                    order.DeliveryDate!.Value.ShouldBeInRange(DateOnly.FromDateTime(order.OrderDate.Date), DateOnly.FromDateTime(ShopClock.Now.Date));
            }
        },
        iter: 60);

    [Fact]
    public void An_order_holds_each_product_once_and_no_more_than_asked() => AnySize.Sample(
        size =>
        {
            foreach (var order in new Shop(size).Orders)
            {
                order.Details.Count.ShouldBeInRange(1, size.MaxItems);
                order.Details.Select(d => d.ProductId).ShouldBeUnique();
                order.Details.ShouldAllBe(d => d.ProductId >= 1 && d.ProductId <= size.Products && d.Quantity > 0);
            }
        },
        iter: 60);

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void A_price_lies_in_the_range_of_its_department(string locale)
    {
        var departments = Categories.In(locale).ToDictionary(c => c.Name);

        var products = new Shop(Sizes.Of(products: 2_000, locale: locale)).Products.ToList();

        products.ShouldAllBe(p => p.Price >= departments[p.Category].Cheapest && p.Price < departments[p.Category].Dearest);
        products.ShouldAllBe(p => departments[p.Category].Goods.Any(good => p.Name.StartsWith(good, StringComparison.Ordinal)));
        products.Select(p => p.Category).Distinct().Count().ShouldBe(departments.Count);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void No_two_users_share_an_address_and_text_fits_its_column(string locale)
    {
        var users = new Shop(Sizes.Of(users: 20_000, locale: locale)).Users.ToList();

        users.Select(u => u.Email).ShouldBeUnique();
        users.ShouldAllBe(u => u.Email.Length <= 160 && u.FirstName.Length <= 60 && u.LastName.Length <= 60 && (u.Phone ?? "").Length <= 32);
        users.ShouldAllBe(u => u.Email.All(char.IsAscii));
    }

    private static IEnumerable<long> Numbers(int count) => Enumerable.Range(1, count).Select(n => (long)n);
}
