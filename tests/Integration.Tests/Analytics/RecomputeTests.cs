using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Analytics;

/// <summary>Marts that are not what their SQL makes of the replicas are all named, with both sides of some rows.</summary>
public sealed class RecomputeTests(TestServers servers)
{
    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task Rows_changed_removed_and_added_are_shown_of_both_sides(MySqlFlavor flavor)
    {
        await using var shop = await MartShop.OpenAsync(servers, flavor);
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);
        (await shop.RunAsync("--recompute")).ShouldEnd(ExitCode.Done).Output.ShouldContain("Verified 3 marts");
        await shop.ExecuteAsync("""
            update daily_sales_analytics set revenue = 777 where day = '2026-01-01';
            delete from daily_sales_analytics where day = '2026-01-02';
            insert into daily_sales_analytics values ('2027-01-01', 1, 1, 2, 2);
            update user_sales_analytics set loyalty_status = 'iron' where user_id = 2
            """);

        var result = (await shop.RunAsync("--recompute")).ShouldEnd(ExitCode.ProofFailed);

        result.Output.ShouldContain("daily_sales_analytics differs in 3 rows");
        result.Output.ShouldContain("  not equal: published (day 2026-01-01, orders_count 1, users_count 1, revenue 777.00, average_amount 10.00), its SQL makes (day 2026-01-01, orders_count 1, users_count 1, revenue 10.00, ");
        result.Output.ShouldContain("  missing: its SQL makes (day 2026-01-02, ");
        result.Output.ShouldContain("  only here: (day 2027-01-01, ");
        result.Output.ShouldContain("product_sales_analytics: 2 rows, computed again and equal");
        result.Errors.ShouldContain("2 of 3 marts are not what their SQL makes of the replicas as they are: daily_sales_analytics differs in 3 rows; user_sales_analytics differs in 1 row.");
        result.Errors.ShouldContain("Somebody has written into a mart or into a replica: run replication, then analytics.");
    }

    [Fact]
    public async Task A_mart_that_fails_a_check_keeps_no_other_from_being_compared()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        await shop.ExecuteAsync("update orderdetails_replica set product_id = 9 where order_detail_id = 1");
        (await shop.RunAsync("--marts", "daily_sales_analytics,user_sales_analytics")).ShouldEnd(ExitCode.Done);
        await shop.ExecuteAsync("update user_sales_analytics set loyalty_status = 'iron' where user_id = 2");

        var result = (await shop.RunAsync("--recompute")).ShouldEnd(ExitCode.ProofFailed);

        result.Output.ShouldContain("; computed again, it fails its check \"no detail without its product\": 1 offending row, (order_detail_id 1, product_id 9)");
        result.Output.ShouldContain("user_sales_analytics differs in 1 row");
        result.Errors.ShouldContain("Computed again, product_sales_analytics fails its check \"no detail without its product\"");
        result.Errors.ShouldContain("Read the check in Marts/product_sales_analytics.checks.sql");
        result.Errors.ShouldNotContain("old mart");
    }

    [Fact]
    public async Task Marts_of_another_shape_are_all_named()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);
        await shop.ExecuteAsync("""
            drop table product_sales_analytics;
            alter table user_sales_analytics drop column last_name;
            alter table daily_sales_analytics modify revenue decimal(22, 1) not null
            """);

        var errors = (await shop.RunAsync("--recompute")).ShouldEnd(ExitCode.ProofFailed).Errors;

        errors.ShouldContain("daily_sales_analytics has revenue as decimal(22,1) not null, but its file makes it decimal(22,2) not null; product_sales_analytics does not exist; user_sales_analytics has the columns user_id, first_name, loyalty_status");
        errors.ShouldContain("Run analytics: it builds them anew.");
    }

    /// <summary>Such is a table that was restored by <c>create table … as select</c>.</summary>
    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task A_mart_without_its_primary_key_may_hold_rows_twice(MySqlFlavor flavor)
    {
        await using var shop = await MartShop.OpenAsync(servers, flavor);
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);
        await shop.ExecuteAsync("""
            alter table daily_sales_analytics drop primary key;
            insert into daily_sales_analytics select * from daily_sales_analytics
            """);

        (await shop.RunAsync("--recompute")).ShouldEnd(ExitCode.ProofFailed).Errors.ShouldContain("daily_sales_analytics has no primary key, but its file makes (day)");
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);
        (await shop.RunAsync("--recompute")).ShouldEnd(ExitCode.Done);
    }

    [Fact]
    public async Task Marts_as_the_init_script_made_them_are_to_be_built()
    {
        await using var shop = await MartShop.OpenAsync(servers);

        var errors = (await shop.RunAsync("--recompute")).ShouldEnd(ExitCode.ProofFailed).Errors;

        errors.ShouldContain("daily_sales_analytics differs in 3 rows, but cannot be compared with these replicas, as no run of analytics is recorded that built it; ");
        errors.ShouldContain("product_sales_analytics compares name by utf8mb4_bin, but its file makes it utf8mb4_nopad_bin; ");
        errors.ShouldContain("Run analytics: it builds them anew.");
    }
}
