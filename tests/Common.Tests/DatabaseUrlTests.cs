namespace Pipeline.Common.Tests;

public sealed class DatabaseUrlTests
{
    [Fact]
    public void Reads_every_part_of_a_url()
    {
        var url = DatabaseUrl.Parse("POSTGRES_URL", "postgresql://anna:p%40ss%3Aword@db.example:6000/shop", 5432, "postgres", "postgresql");

        url.Host.ShouldBe("db.example");
        url.Port.ShouldBe(6000);
        url.User.ShouldBe("anna");
        url.Password.ShouldBe("p@ss:word");
        url.Database.ShouldBe("shop");
        url.IsPostgres.ShouldBeTrue();
    }

    [Fact]
    public void Takes_the_usual_port_where_none_is_given() =>
        DatabaseUrl.Parse("MYSQL_URL", "mysql://anna:x@localhost/shop", 3306, "mysql", "mariadb").Port.ShouldBe(3306);

    [Fact]
    public void Shows_an_ipv6_host_in_brackets()
    {
        var url = DatabaseUrl.Parse("MYSQL_URL", "mysql://anna:x@[::1]:3307/shop", 3306, "mysql");

        (url.Host, url.Server, url.Address).ShouldBe(("::1", "[::1]:3307", "[::1]:3307/shop"));
    }

    [Theory]
    [InlineData("http://anna:hush@host/shop")]
    [InlineData("mysql://host/shop")]
    [InlineData("mysql://anna:hush@host")]
    [InlineData("anna:hush@host")]
    [InlineData("mysql://anna:x@host/shop#hush")]
    public void Refuses_anything_else_without_repeating_the_password(string text)
    {
        var error = Should.Throw<PipelineException>(() => DatabaseUrl.Parse("MYSQL_URL", text, 3306, "mysql", "mariadb"));

        error.Code.ShouldBe(ExitCode.Usage);
        error.Message.ShouldContain("MYSQL_URL");
        (error.Message + error.Remedy).ShouldNotContain("hush");
    }

    [Fact]
    public void Says_which_variable_is_missing()
    {
        var error = Should.Throw<PipelineException>(() => DatabaseUrl.Postgres(new Dictionary<string, string>(StringComparer.Ordinal)));

        error.Code.ShouldBe(ExitCode.Usage);
        error.Message.ShouldBe("POSTGRES_URL is not set.");
    }

    [Fact]
    public void Never_shows_the_password() =>
        DatabaseUrl.Parse("MYSQL_URL", "mysql://anna:hush@h:1/d", 3306, "mysql").ToString().ShouldBe("mysql://anna@h:1/d");

    [Fact]
    public void Any_user_password_and_database_survive_percent_encoding() =>
        Gen.Select(Gen.String[1, 12], Gen.String[0, 12], Gen.String[1, 12])
            .Where(t => t.Item1.Concat(t.Item2).Concat(t.Item3).All(c => !char.IsSurrogate(c)) && t.Item3 is not ("." or ".."))
            .Sample((user, password, database) =>
            {
                var text = $"mysql://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@h/x{Uri.EscapeDataString(database)}";
                var url = DatabaseUrl.Parse("MYSQL_URL", text, 3306, "mysql");
                return url.User == user && url.Password == password && url.Database == $"x{database}";
            });
}
