using Pipeline.Spark.Sql;
using Pipeline.Spark.Sql.Embedded.Jdbc;

namespace Pipeline.Engines.Tests.Jdbc;

public sealed class JdbcUrlTests
{
    [Theory]
    [InlineData("jdbc:postgresql://db.example:5433/shop", "postgresql", "db.example", 5433, "shop")]
    [InlineData("jdbc:postgresql://db.example/shop", "postgresql", "db.example", null, "shop")]
    [InlineData("jdbc:mysql://[::1]:3307/my%20shop?permitMysqlScheme&useBulkStmts=true", "mysql", "::1", 3307, "my shop")]
    [InlineData("jdbc:postgresql://[::1]:5432/sales%3Fold?stringtype=unspecified", "postgresql", "::1", 5432, "sales?old")]
    [InlineData("jdbc:mariadb://[fe80::1]/shop", "mariadb", "fe80::1", null, "shop")]
    [InlineData("jdbc:postgresql:///shop", "postgresql", "localhost", null, "shop")]
    public void Takes_an_address_apart(string text, string family, string host, int? port, string database)
    {
        var url = JdbcUrl.Parse(text);

        (url.Family, url.Host, url.Port, url.Database).ShouldBe((family, host, port, database));
    }

    [Fact]
    public void Reads_parameters_with_and_without_a_value()
    {
        var url = JdbcUrl.Parse("jdbc:mysql://h/d?permitMysqlScheme&user=a%26b&password=p=q");

        url.Parameters.ShouldBe([new("permitMysqlScheme", "true"), new("user", "a&b"), new("password", "p=q")]);
    }

    [Theory]
    [InlineData("jdbc:oracle:thin:@h", "does not begin with jdbc:postgresql://")]
    [InlineData("postgresql://h/d", "does not begin with jdbc:postgresql://")]
    [InlineData("jdbc:mysql://h:3306", "names no database")]
    [InlineData("jdbc:mysql://h:3306/", "names no database")]
    [InlineData("jdbc:mysql://h:port/d", "port")]
    [InlineData("jdbc:postgresql://a,b/d", "several hosts")]
    public void Says_what_is_wrong_with_an_address(string text, string expected) =>
        Should.Throw<SparkEngineException>(() => JdbcUrl.Parse(text)).Message.ShouldContain(expected);

    [Fact]
    public void Never_repeats_an_address_that_may_hold_a_password() =>
        Should.Throw<SparkEngineException>(() => JdbcUrl.Parse("jdbc:mysql://h:x/d?password=hush")).ToString().ShouldNotContain("hush");
}
