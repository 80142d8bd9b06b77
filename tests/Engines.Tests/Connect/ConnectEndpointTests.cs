using Pipeline.Spark.Sql;
using Pipeline.Spark.Sql.Connect;

namespace Pipeline.Engines.Tests.Connect;

public sealed class ConnectEndpointTests
{
    [Theory]
    [InlineData("sc://spark.example", "http://spark.example:15002/")]
    [InlineData("sc://spark.example:1/;token=t", "https://spark.example:1/")]
    [InlineData("sc://spark.example:1/;token=t;use_ssl=false", "http://spark.example:1/")]
    [InlineData("sc://spark.example:1/;use_ssl=true", "https://spark.example:1/")]
    [InlineData("sc://127.0.0.1:1/;token=t", "http://127.0.0.1:1/")]
    [InlineData("sc://localhost:1/;token=t", "http://localhost:1/")]
    [InlineData("sc://[::1]:1/;token=t", "http://[::1]:1/")]
    public void A_token_leaves_this_machine_encrypted_unless_that_is_refused(string text, string address) =>
        ConnectEndpoint.Parse(text).Address.AbsoluteUri.ShouldBe(address);

    [Fact]
    public void Headers_and_the_user_are_taken_over()
    {
        var endpoint = ConnectEndpoint.Parse("sc://spark.example/;user_id=u;x-cluster=a%2Fb");

        endpoint.User.ShouldBe("u");
        endpoint.Headers.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("x-cluster", "a/b"));
    }

    [Theory]
    [InlineData("sc://spark.example/;tokn=secret", "holds the parameter tokn, which is none of token, use_ssl, user_id")]
    [InlineData("sc://spark.example/;token", "holds the parameter token without a value")]
    [InlineData("sc://spark.example/;use_ssl=yes", "holds a use_ssl that is neither true nor false")]
    [InlineData("http://spark.example", "is not of the form sc://host:port")]
    public void What_is_not_understood_is_named_and_no_value_shown(string text, string problem)
    {
        var error = Should.Throw<SparkEngineException>(() => ConnectEndpoint.Parse(text));

        error.Message.ShouldContain(problem);
        error.Message.ShouldNotContain("secret");
    }
}
