using System.Globalization;
using System.Numerics;
using Pipeline.Spark.Sql.Embedded.Sql;

namespace Pipeline.Engines.Tests.Sql;

public sealed class WideDecimalTests
{
    [Fact]
    public void The_quotient_is_the_nearest_one_and_half_goes_away_from_zero() =>
        Gen.Select(Gen.Long, Gen.Long.Where(divisor => divisor != 0), Gen.Int[0, 20]).Sample((dividend, divisor, scale) =>
        {
            var text = WideDecimal.Divide(dividend.ToString(CultureInfo.InvariantCulture), divisor.ToString(CultureInfo.InvariantCulture), scale)!;
            var quotient = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

            // |quotient - dividend * 10^scale / divisor| <= 1/2, and away from zero at exactly 1/2
            var error = (quotient * divisor - dividend * BigInteger.Pow(10, scale)) * 2;
            (BigInteger.Abs(error) <= BigInteger.Abs(divisor)).ShouldBeTrue();
            if (BigInteger.Abs(error) == BigInteger.Abs(divisor))
                (BigInteger.Abs(quotient * divisor) > BigInteger.Abs(dividend * BigInteger.Pow(10, scale))).ShouldBeTrue();
        });

    [Theory]
    [InlineData("1", "8", 2, "0.13")]
    [InlineData("-1", "8", 2, "-0.13")]
    [InlineData("10.00", "-4.0", 0, "-3")]
    [InlineData("0.00", "7", 3, "0.000")]
    [InlineData(null, "7", 3, null)]
    public void Divides(string? dividend, string divisor, int scale, string? expected) =>
        WideDecimal.Divide(dividend, divisor, scale).ShouldBe(expected);

    [Theory]
    [InlineData("12345678901234567890.5", "-2.50", 3, "-30864197253086419726.250")]
    [InlineData("0.05", "0.1", 2, "0.01")]
    [InlineData("0.04", "0.1", 2, "0.00")]
    [InlineData("7", null, 0, null)]
    public void Multiplies(string left, string? right, int scale, string? expected) =>
        WideDecimal.Multiply(left, right, scale).ShouldBe(expected);
}
