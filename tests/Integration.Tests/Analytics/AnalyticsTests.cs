using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Analytics;

/// <summary>Marts on real servers: whole, by day, checked, and never half-done.</summary>
public sealed class AnalyticsTests(TestServers servers)
{
    private const string Leftovers = "select group_concat(table_name) from information_schema.tables where table_schema = database() and table_name like 'pipeline\\_stg\\_%'";

    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql)]
    public async Task All_marts_hold_what_the_replicas_say(MySqlFlavor flavor)
    {
        await using var shop = await MartShop.OpenAsync(servers, flavor);

        (await shop.RunAsync()).ShouldEnd(ExitCode.Done).Output.ShouldContain("Published 3 marts: 7 rows");

        (await shop.DaysAsync()).ShouldBe("2026-01-01 1 1 10.00 10.00; 2026-01-02 1 1 10.01 10.01; 2026-01-03 1 1 0.99 0.99");
        (await shop.ScalarAsync("select concat_ws(' ', first_name, orders_count, total_amount, average_amount, first_order_at, last_order_at) from user_sales_analytics where user_id = 1"))
            .ShouldBe("Анна 3 21.00 7.00 2026-01-01 23:59:59.999999 2026-01-03 12:00:00.500000");
        (await shop.ScalarAsync("select concat_ws(' ', orders_count, total_amount, average_amount is null, last_order_at is null) from user_sales_analytics where user_id = 2"))
            .ShouldBe("0 0.00 1 1");
        (await shop.ScalarAsync("select concat_ws(' ', name, orders_count, units_sold, revenue, average_price) from product_sales_analytics where product_id = 1"))
            .ShouldBe("Kettle 3 3 21.00 7.00");
        (await shop.ScalarAsync("select group_concat(target_name, ' ', rows_source, ' ', rows_target order by target_name) from pipeline_run_tables"))
            .ShouldBe("daily_sales_analytics 3 3,product_sales_analytics 2 2,user_sales_analytics 2 2");
        (await shop.ScalarAsync("select note from pipeline_run_tables where target_name = 'product_sales_analytics'"))
            .ShouldBeOfType<string>().ShouldContain(" checks held: one row per product; ");
        (await shop.ScalarAsync(Leftovers)).ShouldBeNull();
    }

    [Fact]
    public async Task A_rerun_after_a_change_replaces_what_was_there()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);

        await shop.ExecuteAsync("delete from orders_replica where order_id = 1");
        (await shop.RunAsync("--marts", "daily_sales_analytics")).ShouldEnd(ExitCode.Done);

        (await shop.DaysAsync()).ShouldBe("2026-01-02 1 1 10.01 10.01; 2026-01-03 1 1 0.99 0.99");
    }

    [Fact]
    public async Task Days_are_replaced_and_others_stay_untouched()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);

        await shop.ExecuteAsync("update orders_replica set total_amount = 5.00; update daily_sales_analytics set revenue = 777");
        (await shop.RunAsync("--since", "2026-01-02", "--until", "2026-01-03")).ShouldEnd(ExitCode.Done);

        (await shop.DaysAsync()).ShouldBe("2026-01-01 1 1 777.00 10.00; 2026-01-02 1 1 5.00 5.00; 2026-01-03 1 1 777.00 0.99");
        (await shop.ScalarAsync("select count(*) from pipeline_run_tables where ddl is null and note like 'days from 2026-01-02 %'")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_day_that_lost_its_orders_loses_its_row()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);

        await shop.ExecuteAsync("delete from orders_replica where order_id = 2");
        (await shop.RunAsync("--since", "2026-01-01", "--until", "2026-01-03")).ShouldEnd(ExitCode.Done);

        (await shop.DaysAsync()).ShouldBe("2026-01-01 1 1 10.00 10.00; 2026-01-03 1 1 0.99 0.99");
    }

    [Fact]
    public async Task Days_of_a_mart_that_is_not_there_make_it()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        await shop.ExecuteAsync("drop table daily_sales_analytics");

        (await shop.RunAsync("--since", "2026-01-01", "--until", "2026-01-02")).ShouldEnd(ExitCode.Done);

        (await shop.DaysAsync()).ShouldBe("2026-01-01 1 1 10.00 10.00");
    }

    [Fact]
    public async Task A_failed_check_names_mart_check_and_rows_and_the_old_marts_stay()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);
        var days = await shop.DaysAsync();

        await shop.ExecuteAsync("update orders_replica set total_amount = 1; delete from users_replica where user_id = 1");
        var result = await shop.RunAsync();

        result.ShouldEnd(ExitCode.ProofFailed).Errors.ShouldContain(
            "user_sales_analytics fails its check \"no order without its user\": 3 offending rows, (order_id 1, user_id 1); (order_id 2, user_id 1); (order_id 3, user_id 1).");
        (await shop.DaysAsync()).ShouldBe(days);
        (await shop.ScalarAsync("select count(*) from user_sales_analytics")).ShouldBe(2L);
        (await shop.ScalarAsync(Leftovers)).ShouldBeNull();
        (await shop.ScalarAsync("select exit_code from pipeline_runs where outcome = 'failed'")).ShouldBe(5);
    }

    [Fact]
    public async Task A_missing_replica_is_named()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        await shop.ExecuteAsync("drop table products_replica");

        var result = await shop.RunAsync("--marts", "product_sales_analytics");

        result.ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain("has no table products_replica, which the marts read.");
    }

    [Theory]
    [InlineData()]
    [InlineData("--since", "2026-01-02", "--until", "2026-01-03")]
    public async Task A_foreign_key_that_points_at_a_mart_is_named_before_anything_is_written(params string[] days)
    {
        await using var shop = await MartShop.OpenAsync(servers);
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);
        await shop.ExecuteAsAdministratorAsync("""
            create table note (id int primary key, day date not null, constraint note_of foreign key (day) references daily_sales_analytics (day) on delete cascade);
            insert into note values (1, '2026-01-02')
            """);

        var result = await shop.RunAsync(["--marts", "daily_sales_analytics", .. days]);

        result.ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain("note points at daily_sales_analytics");
        (await shop.ScalarAsync("select group_concat(id) from note")).ShouldBe("1");
        (await shop.ScalarAsync(Leftovers)).ShouldBeNull();
    }

    [Fact]
    public async Task A_mart_of_another_shape_is_not_patched_by_day()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        await shop.ExecuteAsync("alter table daily_sales_analytics drop column users_count");

        var result = await shop.RunAsync("--since", "2026-01-01", "--until", "2026-01-02");

        result.ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain("daily_sales_analytics has the columns day, orders_count, revenue, average_amount,");
    }

    [Theory]
    [InlineData(MySqlFlavor.MariaDb, "decimal(20, 6) not null", "decimal(20,6) not null")]
    [InlineData(MySqlFlavor.MySql, "decimal(20, 2) null", "decimal(20,2)")]
    public async Task A_mart_of_another_type_is_not_patched_by_day(MySqlFlavor flavor, string type, string told)
    {
        await using var shop = await MartShop.OpenAsync(servers, flavor);
        await shop.ExecuteAsync($"alter table daily_sales_analytics modify average_amount {type}");

        var result = await shop.RunAsync("--since", "2026-01-01", "--until", "2026-01-02");

        result.ShouldEnd(ExitCode.DataRefused).Errors.ShouldContain(
            $"daily_sales_analytics has average_amount as {told}, but Marts/daily_sales_analytics.sql makes it decimal(20,2) not null.");
        (await shop.ScalarAsync(Leftovers)).ShouldBeNull();
    }

    [Fact]
    public async Task A_killed_run_leaves_the_marts_and_the_next_one_cleans_up()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);
        await shop.ExecuteAsync("update orders_replica set total_amount = 2");

        await using (var process = shop.Start())
        {
            await Waiting.UntilAsync(async () => process.HasExited || await shop.ScalarAsync(Leftovers) is not null);
            process.Kill();
        }
        (await shop.RunAsync(Waiting.ForTheLock)).ShouldEnd(ExitCode.Done);

        (await shop.DaysAsync()).ShouldBe("2026-01-01 1 1 2.00 2.00; 2026-01-02 1 1 2.00 2.00; 2026-01-03 1 1 2.00 2.00");
        (await shop.ScalarAsync(Leftovers)).ShouldBeNull();
    }
}
