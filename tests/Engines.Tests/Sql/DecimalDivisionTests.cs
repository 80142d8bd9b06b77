using System.Globalization;
using System.Numerics;
using Pipeline.Spark.Sql.Embedded.Sql;

namespace Pipeline.Engines.Tests.Sql;

public sealed class DecimalDivisionTests
{
    [Fact]
    public void The_quotient_is_the_nearest_one_and_half_goes_away_from_zero() =>
        Gen.Select(Gen.Long, Gen.Long.Where(divisor => divisor != 0), Gen.Int[0, 20]).Sample((dividend, divisor, scale) =>
        {
            var text = DecimalDivision.Divide(dividend.ToString(CultureInfo.InvariantCulture), divisor.ToString(CultureInfo.InvariantCulture), scale)!;
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
        DecimalDivision.Divide(dividend, divisor, scale).ShouldBe(expected);
}
