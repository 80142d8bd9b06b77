namespace Pipeline.Common.Tests;

public sealed class SqlNameTests
{
    [Fact]
    public void Doubles_the_quote_of_each_dialect()
    {
        SqlName.Postgres("a\"b").ShouldBe("\"a\"\"b\"");
        SqlName.MySql("a`b").ShouldBe("`a``b`");
        SqlName.Postgres("s", "t").ShouldBe("\"s\".\"t\"");
    }

    [Fact]
    public void Escapes_what_ends_a_literal()
    {
        SqlName.PostgresText("it's \\").ShouldBe("'it''s \\'");
        SqlName.MySqlText("it's \\").ShouldBe("'it''s \\\\'");
    }
}
