namespace Pipeline.Analytics.Tests;

public sealed class MartChecksTests
{
    private const string Orders = "(1, 1, '10.00', '2026-01-01 10:00:00'), (2, 2, '20.00', '2026-01-02 10:00:00')";

    [Theory]
    [InlineData("user_sales_analytics", "one row per user", "select * from m union all select * from m where user_id = 1")]
    [InlineData("user_sales_analytics", "every user has a row, and every row a user", "select * from m where user_id = 1")]
    [InlineData("user_sales_analytics", "totals equal those of the orders", "select * from m where user_id = 1")]
    [InlineData("product_sales_analytics", "one row per product", "select * from m union all select * from m where product_id = 2")]
    [InlineData("product_sales_analytics", "every product has a row, and every row a product", "select * from m where product_id = 1")]
    [InlineData("product_sales_analytics", "totals equal those of the details", "select * from m where product_id = 2")]
    [InlineData("daily_sales_analytics", "one row per day", "select * from m union all select * from m")]
    [InlineData("daily_sales_analytics", "every day with orders has a row, and every row orders", "select * from m where revenue = 10")]
    [InlineData("daily_sales_analytics", "totals equal those of the orders", "select * from m where revenue = 20")]
    public void A_broken_mart_fails_the_check_made_for_it(string name, string check, string broken)
    {
        using var shop = new ShopViews(Orders);
        shop.Compute(name);

        shop.Replace("m", Examples.Named(name).Query);
        shop.Replace(name, broken);

        shop.FailedChecks(name).ShouldContain(check);
    }

    [Theory]
    [InlineData("user_sales_analytics", "average, first and last order fit the row", "average_amount", "cast(9.98 as decimal(20, 2))")]
    [InlineData("user_sales_analytics", "average, first and last order fit the row", "orders_count", "cast(0 as bigint)")]
    [InlineData("product_sales_analytics", "orders, units and average fit the row", "units_sold", "cast(0 as bigint)")]
    [InlineData("daily_sales_analytics", "users and average fit the row", "users_count", "cast(2 as bigint)")]
    public void A_value_that_does_not_fit_its_row_is_found(string name, string check, string column, string value)
    {
        using var shop = new ShopViews(Orders);
        shop.Compute(name);

        var columns = Examples.Named(name).Columns.Select(c => string.Equals(c.Name, column, StringComparison.Ordinal) ? $"{value} as {column}" : c.Name);
        shop.Replace("m", Examples.Named(name).Query);
        shop.Replace(name, $"select {string.Join(", ", columns)} from m");

        shop.FailedChecks(name).ShouldContain(check);
    }

    [Fact]
    public void An_order_whose_user_is_gone_is_found()
    {
        using var shop = new ShopViews("(1, 1, '10.00', '2026-01-01 10:00:00'), (2, 99, '20.00', '2026-01-02 10:00:00')");
        shop.Compute("user_sales_analytics");

        shop.FailedChecks("user_sales_analytics").ShouldBe(["no order without its user", "totals equal those of the orders"]);
    }
}
