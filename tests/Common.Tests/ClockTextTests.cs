namespace Pipeline.Common.Tests;

public sealed class ClockTextTests
{
    [Theory]
    [InlineData(0, "00:00:00")]
    [InlineData(59.9, "00:00:59")]
    [InlineData(3725, "01:02:05")]
    [InlineData(30 * 3600, "30:00:00")]
    [InlineData((1000 * 3600) - 1, "999:59:59")]
    [InlineData(1000 * 3600, "more than 999 hours")]
    [InlineData(1e300, "more than 999 hours")]
    [InlineData(double.PositiveInfinity, "more than 999 hours")]
    public void Days_are_hours_and_no_duration_is_too_long(double seconds, string text) => ClockText.Of(seconds).ShouldBe(text);
}
