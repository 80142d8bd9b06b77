using Pipeline.Common;

namespace Pipeline.Analytics.Tests;

public sealed class ComparedMartTests
{
    private const string Hint = "If it is the last digits of a double or float of ratios: a sum of these depends on the order of the rows; write sum(cast(x as decimal(38, 10))).";

    private static readonly ComparedMart Differing = new("ratios", 10, 1) { Difference = "differs in 1 row" };

    [Fact]
    public void Sums_of_doubles_are_suspected_where_a_mart_that_has_some_differs()
    {
        var error = AnalyticsErrors.NotVerified([Differing with { HasDoubles = true }, new("exact", 10, 1)]);

        error.Code.ShouldBe(ExitCode.ProofFailed);
        error.Remedy.ShouldBe($"Somebody has written into a mart or into a replica: run replication, then analytics. {Hint}");
    }

    [Fact]
    public void They_are_not_where_the_mart_has_none_or_is_of_its_own_age()
    {
        AnalyticsErrors.NotVerified([Differing]).Remedy.ShouldNotContain("double");
        AnalyticsErrors.NotVerified([Differing with { HasDoubles = true, IsStale = true }]).Remedy.ShouldNotContain("double");
    }

    [Theory]
    [InlineData("double", true)]
    [InlineData("DOUBLE PRECISION", true)]
    [InlineData("real", true)]
    [InlineData("float(10, 2)", true)]
    [InlineData("decimal(38, 10)", false)]
    [InlineData("bigint", false)]
    public void A_double_is_known_by_its_type(string type, bool isDouble) => MartTypes.IsDouble(type).ShouldBe(isDouble);
}
