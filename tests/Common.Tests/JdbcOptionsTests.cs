namespace Pipeline.Common.Tests;

public sealed class JdbcOptionsTests
{
    [Fact]
    public void A_database_of_any_name_is_the_one_that_is_read()
    {
        JdbcOptions.Postgres(Url("sales%3Fold%2B"))["url"].ShouldStartWith("jdbc:postgresql://h:1/sales%3Fold%2B?reWriteBatchedInserts=");
        JdbcOptions.MySql(Url("sales%3Fold%C3%BC"), MySqlServer.Of("8.4.3"))["url"].ShouldStartWith("jdbc:mysql://h:1/sales%3Fold%C3%BC?rewriteBatchedStatements=");
    }

    [Theory]
    [InlineData("my%20sales%2B%C3%BC", "my sales+ü")]
    [InlineData("sales%3F100%25", "sales%3F100%25")]
    public void MariaDbs_driver_decodes_nothing_and_must_open_no_other_database(string written, string inUrl) =>
        JdbcOptions.MySql(Url(written), MySqlServer.Of("10.11.19-MariaDB"))["url"].ShouldStartWith($"jdbc:mysql://h:1/{inUrl}?permitMysqlScheme&");

    [Fact]
    public void An_ipv6_host_stands_in_brackets() =>
        JdbcOptions.Postgres(DatabaseUrl.Parse("URL", "postgres://me:x@[::1]:5433/shop", 1, "postgres"))["url"].ShouldStartWith("jdbc:postgresql://[::1]:5433/shop?");

    private static DatabaseUrl Url(string database) => DatabaseUrl.Parse("URL", $"postgres://me:x@h:1/{database}", 1, "postgres");
}
