using Pipeline.Common;

namespace Pipeline.Analytics.Tests;

public sealed class UnresolvedColumnTests
{
    [Theory]
    [InlineData("select total_amounts from orders_replica", "total_amounts")]
    [InlineData("select sum(o.price_net) from orders_replica as o", "price_net")]
    [InlineData("select user_id from users_replica where Price > (select max(total_amount) from orders_replica)", "Price")]
    [InlineData("select * from orders_replica join users_replica using (price)", "price")]
    [InlineData("select total_amount + from orders_replica", null)]
    [InlineData("select total_amount from price", null)]
    public void The_embedded_engine_names_it(string sql, string? column)
    {
        using var shop = new ShopViews("(1, 1, 10.00, '2026-01-01')");

        var error = Should.Throw<Exception>(() => shop.Session.Sql(sql).Schema());

        UnresolvedColumn.Of(error).ShouldBe(column);
    }

    [Theory]
    [InlineData("A column, variable, or function parameter with name `o`.`price_net` cannot be resolved. Did you mean one of the following? [`o`.`price`, `o`.`amount`]. SQLSTATE: 42703; line 1 pos 7.", "price_net")]
    [InlineData("A column, variable, or function parameter with name `amounts` cannot be resolved. SQLSTATE: 42703.", "amounts")]
    [InlineData("The table or view `amount` cannot be found. Verify the spelling and correctness of the schema and catalog.", null)]
    public void Spark_names_it(string said, string? column) =>
        UnresolvedColumn.Of(new PipelineException(ExitCode.DataRefused, $"Spark failed: the query cannot be run: {said}", "")).ShouldBe(column);

    [Fact]
    public void A_lost_connection_is_none_of_the_query() =>
        UnresolvedColumn.Of(new PipelineException(ExitCode.CannotConnect, "column \"amount\" `amount` cannot be resolved", "")).ShouldBeNull();
}
