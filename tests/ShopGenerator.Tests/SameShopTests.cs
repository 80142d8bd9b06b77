namespace Pipeline.Generation.Tests;

public sealed class SameShopTests
{
    // A changed hash is a changed shop: everything measured or shown with the old one no longer compares.
    [Theory]
    [InlineData("en", 1, "d638613b6e0fd5a6")]
    [InlineData("ru", 7, "ad4adb0712016ea1")]
    public void The_same_seed_and_sizes_make_the_same_bytes_everywhere(string locale, int seed, string expected) =>
        ShopText.HashOf(Sizes.Of(seed: seed, locale: locale)).ShouldBe(expected);

    [Fact]
    public void Another_seed_makes_another_shop() =>
        ShopText.HashOf(Sizes.Of(seed: 2)).ShouldNotBe(ShopText.HashOf(Sizes.Of(seed: 1)));

    [Fact]
    public void Reading_the_orders_again_gives_the_orders_their_details_belong_to()
    {
        var shop = new Shop(Sizes.Of());

        var totals = shop.Details.GroupBy(line => line.OrderId).ToDictionary(order => order.Key, order => order.Sum(line => line.Detail.TotalPrice));

        shop.Orders.ShouldAllBe(order => order.TotalAmount == totals[order.OrderId]);
    }
}
