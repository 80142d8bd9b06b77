using Pipeline.Common;

namespace Pipeline.Generation.Tests;

public sealed class ShopSizeTests
{
    [Theory]
    [InlineData("--users", "--users 0 is out of range.")]
    [InlineData("--products", "--products 0 is out of range.")]
    [InlineData("--max-items", "--max-items 0 is out of range.")]
    public void A_size_out_of_range_is_named_as_the_user_wrote_it(string option, string expected)
    {
        var error = Should.Throw<PipelineException>(() => option switch
        {
            "--users" => Sizes.Of(users: 0),
            "--products" => Sizes.Of(products: 0),
            _ => Sizes.Of(maxItems: 0),
        });

        error.Message.ShouldBe(expected);
        error.Code.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void An_unknown_locale_is_refused() =>
        Should.Throw<PipelineException>(() => Sizes.Of(locale: "fr")).Message.ShouldBe("--locale fr is not known.");

    [Fact]
    public async Task A_missing_address_ends_with_the_exit_code_for_usage()
    {
        var set = Environment.GetEnvironmentVariable("POSTGRES_URL");
        Environment.SetEnvironmentVariable("POSTGRES_URL", null);
        try
        {
            (await ShopGenerator.RunAsync([])).ShouldBe(ExitCode.Usage);
        }
        finally
        {
            Environment.SetEnvironmentVariable("POSTGRES_URL", set);
        }
    }
}
