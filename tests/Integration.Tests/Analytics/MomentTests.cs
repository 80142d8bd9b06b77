using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Analytics;

/// <summary>A mart that was built of earlier replicas is not held against those of now.</summary>
public sealed class MomentTests(TestServers servers)
{
    [Fact]
    public async Task Every_published_mart_that_fails_a_check_is_named_and_said_to_be_published()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        await shop.ReplicatedAsync("first");
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);
        await shop.ExecuteAsync("update daily_sales_analytics set revenue = 777 where day = '2026-01-01'; update user_sales_analytics set total_amount = total_amount + 1");

        var errors = (await shop.RunAsync("--check")).ShouldEnd(ExitCode.ProofFailed).Errors;

        errors.ShouldContain("daily_sales_analytics, as it is published, fails its check \"totals equal those of the orders\": 1 offending row");
        errors.ShouldContain("user_sales_analytics, as it is published, fails its check");
        errors.ShouldContain(".checks.sql, Marts/");
        errors.ShouldNotContain("old mart");
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);
    }

    [Fact]
    public async Task A_mart_that_was_dropped_is_named_with_what_builds_it_again()
    {
        await using var shop = await MartShop.OpenAsync(servers);
        await shop.ReplicatedAsync("first");
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);
        await shop.ExecuteAsync("drop table daily_sales_analytics");

        var errors = (await shop.RunAsync("--check")).ShouldEnd(ExitCode.DataRefused).Errors;

        errors.ShouldContain("1 mart does not exist, and so cannot be checked: daily_sales_analytics.");
        errors.ShouldContain("Type: ./pipeline run analytics --marts daily_sales_analytics");
        (await shop.RunAsync("--marts", "daily_sales_analytics")).ShouldEnd(ExitCode.Done);
        (await shop.RunAsync("--check")).ShouldEnd(ExitCode.Done);
    }

    [Theory]
    [InlineData("--marts", "daily_sales_analytics")]
    [InlineData("--since", "2026-01-03", "--until", "2026-01-04")]
    public async Task A_run_of_a_part_makes_only_that_part_comparable(params string[] part)
    {
        await using var shop = await MartShop.OpenAsync(servers);
        await shop.ReplicatedAsync("first");
        (await shop.RunAsync()).ShouldEnd(ExitCode.Done);
        await shop.ExecuteAsync("update orders_replica set total_amount = total_amount + 1");
        await shop.ReplicatedAsync("second");
        (await shop.RunAsync(part)).ShouldEnd(ExitCode.Done);

        var all = (await shop.RunAsync("--check")).ShouldEnd(ExitCode.Done);
        all.Output.ShouldContain("user_sales_analytics cannot be compared with the replicas: it was built of replicas of another moment.");
        (await shop.RunAsync(["--check", .. part])).ShouldEnd(ExitCode.Done).Output.ShouldContain("daily_sales_analytics: 4 checks passed on what is published");
        var recomputed = (await shop.RunAsync("--recompute")).ShouldEnd(ExitCode.ProofFailed);
        recomputed.Errors.ShouldContain("moment");
        recomputed.Errors.ShouldNotContain("Somebody has written");
    }
}
