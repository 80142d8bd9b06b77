using Pipeline.Analytics.Definitions;
using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Analytics;

/// <summary>A mart gets the replicas' values as they are, or is told which one it cannot have.</summary>
public sealed class ReadingTests(TestServers servers)
{
    private const string Columns = "alter table orders_replica add ratio float, add code char(5), add exact decimal(65, 30), add exact_net decimal(65, 30); "
        + "update orders_replica set ratio = 123456.78125, code = 'ab', exact = 0.123456789012345678901234567890";

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Floats_and_chars_arrive_whole_beside_a_decimal_that_nobody_uses(MySqlFlavor flavor)
    {
        await using var shop = await MartShop.OpenAsync(servers, flavor);
        await shop.ExecuteAsync(Columns);

        await shop.RunAsync(Mart("ratio double", "varchar(9)", "ratio"));

        (await shop.ScalarAsync("select concat_ws(' ', ratio, code) from example where order_id = 1")).ShouldBe("123456.78125 [ab]");
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("exact_net")]
    public async Task A_decimal_that_spark_has_not_is_named_where_it_is_used(string column)
    {
        await using var shop = await MartShop.OpenAsync(servers);
        await shop.ExecuteAsync(Columns);

        var error = await Should.ThrowAsync<PipelineException>(() => shop.RunAsync(Mart("ratio decimal(38, 30)", "varchar(9)", $"cast({column} as decimal(38, 30)) as ratio")));

        error.Code.ShouldBe(ExitCode.DataRefused);
        error.Message.ShouldBe($"example uses orders_replica.{column}, a decimal of more than 38 digits, which Spark has not.");
    }

    [Fact]
    public async Task A_mistyped_column_is_not_taken_for_such_a_decimal()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        await shop.ExecuteAsync(Columns);

        var error = ServerErrors.Explain(await Should.ThrowAsync<Exception>(() => shop.RunAsync(Mart("ratio decimal(38, 30)", "varchar(9)", "exacts as ratio"))));

        error.ShouldNotBeNull().Code.ShouldBe(ExitCode.DataRefused);
        error.Message.ShouldContain("\"exacts\"");
    }

    [Fact]
    public async Task What_the_marts_table_would_round_is_not_written()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        await shop.ExecuteAsync(Columns);

        var error = await Should.ThrowAsync<PipelineException>(() => shop.RunAsync(Mart("ratio decimal(20, 2)", "varchar(9)", "total_amount / 7 as ratio")));

        error.Code.ShouldBe(ExitCode.DataRefused);
        error.Message.ShouldContain("Column ratio of example is decimal(");
    }

    private static Mart Mart(string ratio, string code, string expression) => MartText.Parse(
        "example",
        $"""
        -- grain: One row per order.
        -- reads: orders_replica
        -- key: order_id
        -- columns:
        --     order_id bigint not null: Number.
        --     {ratio}: A number.
        --     code {code}: Text.
        select order_id, {expression}, concat('[', code, ']') as code from orders_replica
        """,
        """
        -- check: every order has its code
        select order_id from example where code is null
        """);
}
