using Pipeline.Common;

namespace Pipeline.Analytics.Tests;

public sealed class AnalyticsSettingsTests
{
    [Fact]
    public void All_marts_are_built_by_default()
    {
        var settings = Settings();

        settings.Marts.Select(m => m.Name).ShouldBe(["daily_sales_analytics", "product_sales_analytics", "user_sales_analytics"]);
        settings.Replicas.ShouldBe(["orderdetails_replica", "orders_replica", "products_replica", "users_replica"]);
    }

    [Fact]
    public void Days_pick_the_marts_by_day()
    {
        var settings = Settings(since: "2026-01-01", until: "2026-01-08");

        settings.Marts.Select(m => m.Name).ShouldBe(["daily_sales_analytics"]);
        settings.Days!.Days.ShouldBe(7);
        settings.Days.Condition("order_date").ShouldBe("`order_date` >= '2026-01-01' and `order_date` < '2026-01-08'");
    }

    [Theory]
    [InlineData(null, "2026-01-01", null, "--since is given alone.")]
    [InlineData(null, null, "2026-01-01", "--until is given alone.")]
    [InlineData(null, "2026-01-08", "2026-01-08", "No day lies from --since 2026-01-08 to before --until 2026-01-08.")]
    [InlineData(null, "01/02/2026", "2026-01-08", "--since 01/02/2026 is not a day.")]
    [InlineData("user_sales_analytics", "2026-01-01", "2026-01-08", "user_sales_analytics is not by day, so --since and --until cannot rebuild a part of it.")]
    [InlineData("usr", null, null, "There is no mart usr.")]
    public void What_cannot_be_meant_is_refused_by_name(string? marts, string? since, string? until, string expected)
    {
        var error = Should.Throw<PipelineException>(() => Settings(marts, since, until));

        error.Message.ShouldBe(expected);
        error.Code.ShouldBe(ExitCode.Usage);
    }

    private static AnalyticsSettings Settings(string? marts = null, string? since = null, string? until = null) =>
        AnalyticsSettings.Of(new AnalyticsOptions { Marts = marts?.Split(',') ?? [], Since = since, Until = until }, Examples.Own);
}
