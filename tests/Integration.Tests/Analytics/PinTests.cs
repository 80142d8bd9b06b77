using Pipeline.Common;
using Pipeline.Integration.Tests.Servers;

namespace Pipeline.Integration.Tests.Analytics;

/// <summary>What was computed while the replicas were not held in place is neither published nor reported.</summary>
public sealed class PinTests(TestServers servers)
{
    [Theory]
    [InlineData(MySqlFlavor.MariaDb)]
    [InlineData(MySqlFlavor.MySql, "--recompute")]
    [InlineData(MySqlFlavor.MariaDb, "--check")]
    public async Task A_run_whose_hold_on_the_replicas_ended_fails_for_a_retry(MySqlFlavor flavor, params string[] args)
    {
        await using var shop = await MartShop.OpenAsync(servers, flavor);
        (await shop.RunAsync("--marts", "daily_sales_analytics")).ShouldEnd(ExitCode.Done);
        var days = await shop.DaysAsync();
        await shop.SlowDownAsync();
        await shop.ExecuteAsync("update orders set total_amount = 1");

        await using var process = shop.Start(["--marts", "daily_sales_analytics", .. args]);
        await shop.EndHolderAsync("replicas");

        (await process.EndAsync()).ShouldEnd(ExitCode.CannotConnect).Errors.ShouldContain("that held the replicas in place was ended during the run");
        (await shop.DaysAsync()).ShouldBe(days);
    }
}
