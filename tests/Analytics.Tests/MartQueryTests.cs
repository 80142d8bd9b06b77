namespace Pipeline.Analytics.Tests;

public sealed class MartQueryTests
{
    private const string Orders =
        """
        (1, 1, '10.00', '2026-01-01 23:59:59.999999'),
        (2, 1, '10.01', '2026-01-02 00:00:00'),
        (3, 1, '0.00', '2026-01-02 12:00:00.5')
        """;

    [Fact]
    public void A_user_without_orders_has_a_row_and_no_average()
    {
        using var shop = new ShopViews(Orders);

        shop.Compute("user_sales_analytics").Order(StringComparer.Ordinal).ShouldBe(
        [
            "(user_id 1, first_name Ann, last_name Lee, loyalty_status gold, orders_count 3, total_amount 20.01, average_amount 6.67, "
            + "first_order_at 2026-01-01 23:59:59.999999Z, last_order_at 2026-01-02 12:00:00.500000Z)",
            "(user_id 2, first_name Bob, last_name Orr, loyalty_status bronze, orders_count 0, total_amount 0.00, average_amount null, "
            + "first_order_at null, last_order_at null)",
        ]);
    }

    [Fact]
    public void A_day_ends_at_midnight_UTC()
    {
        using var shop = new ShopViews(Orders);

        shop.Compute("daily_sales_analytics").Order(StringComparer.Ordinal).ShouldBe(
        [
            "(day 2026-01-01, orders_count 1, users_count 1, revenue 10.00, average_amount 10.00)",
            "(day 2026-01-02, orders_count 2, users_count 1, revenue 10.01, average_amount 5.01)",
        ]);
    }

    // 2.01 / 2 = 1.005: a double would give 1.00, and banker's rounding too.
    [Fact]
    public void Half_a_cent_is_rounded_up()
    {
        using var shop = new ShopViews(Orders, "(1, 1, 1, 2, '1.01', '2.01'), (2, 2, 1, 0, '0.00', '0.00')");

        shop.Compute("product_sales_analytics").Order(StringComparer.Ordinal).ShouldBe(
        [
            "(product_id 1, name Kettle, category Kitchen, orders_count 2, units_sold 2, revenue 2.01, average_price 1.01)",
            "(product_id 2, name Lamp, category Home, orders_count 0, units_sold 0, revenue 0.00, average_price null)",
        ]);
    }

    [Theory]
    [InlineData("user_sales_analytics")]
    [InlineData("product_sales_analytics")]
    [InlineData("daily_sales_analytics")]
    public void A_mart_has_the_columns_it_declares_and_passes_its_checks(string name)
    {
        using var shop = new ShopViews(Orders);

        shop.Compute(name);

        shop.Session.Sql(Examples.Named(name).Query).Columns().ShouldBe(Examples.Named(name).Columns.Select(c => c.Name));
        shop.FailedChecks(name).ShouldBeEmpty();
    }
}
