namespace Pipeline.Common.Tests;

public sealed class TlsSettingsTests : IDisposable
{
    private readonly string _certificate = Path.Combine(Path.GetTempPath(), $"root & co {Guid.CreateVersion7():N}.pem");

    public TlsSettingsTests() => File.WriteAllText(_certificate, "");

    public void Dispose() => File.Delete(_certificate);

    [Theory]
    [InlineData("", null, "Prefer")]
    [InlineData("?sslmode=disable", "disable", "Disable")]
    [InlineData("?sslmode=require", "require", "Require")]
    [InlineData("?ssl-mode=VERIFY_CA", "verify-ca", "VerifyCA")]
    [InlineData("?ssl-mode=VERIFY_IDENTITY", "verify-full", "VerifyFull")]
    public void A_mode_in_either_family_s_words_reaches_the_driver(string query, string? mode, string npgsql)
    {
        var url = Postgres(query);

        url.Tls.ModeText.ShouldBe(mode);
        new Npgsql.NpgsqlConnectionStringBuilder(PostgresConnections.ConnectionString(url, "test")).SslMode.ToString().ShouldBe(npgsql);
    }

    [Fact]
    public void The_root_certificate_reaches_both_drivers()
    {
        var query = $"?sslmode=verify-full&sslrootcert={Uri.EscapeDataString(_certificate)}";

        new Npgsql.NpgsqlConnectionStringBuilder(PostgresConnections.ConnectionString(Postgres(query), "test")).RootCertificate.ShouldBe(_certificate);
        var mysql = new MySqlConnector.MySqlConnectionStringBuilder(MySqlConnections.ConnectionString(MySql(query), "test"));
        (mysql.SslMode, mysql.SslCa).ShouldBe((MySqlConnector.MySqlSslMode.VerifyFull, _certificate));
        Postgres(query).Tls.ToString().ShouldBe(query);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("?sslmode=require", "&sslmode=require")]
    [InlineData("?sslmode=verify-full", "&sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory")]
    public void It_reaches_the_engines_connections_to_PostgreSQL(string query, string end) =>
        JdbcOptions.Postgres(Postgres(query))["url"].ShouldBe($"jdbc:postgresql://h:5432/d?reWriteBatchedInserts=true&stringtype=unspecified&tcpKeepAlive=true{end}");

    [Theory]
    [InlineData("", "", "")]
    [InlineData("?sslmode=prefer", "", "")]
    [InlineData("?sslmode=disable", "&sslMode=disable", "&sslMode=DISABLED")]
    [InlineData("?sslmode=require", "&sslMode=trust", "&sslMode=REQUIRED")]
    [InlineData("?sslmode=verify-full", "&sslMode=verify-full", "&sslMode=VERIFY_IDENTITY")]
    public void It_reaches_the_engines_connections_to_MySQL_in_its_driver_s_words(string query, string mariaDb, string mySql)
    {
        JdbcOptions.MySql(MySql(query), MySqlServer.Of("10.11.19-MariaDB"))["url"].ShouldBe($"jdbc:mysql://h:3306/d?permitMysqlScheme&useBulkStmts=true&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true{mariaDb}");
        JdbcOptions.MySql(MySql(query), MySqlServer.Of("8.4.3"))["url"].ShouldBe($"jdbc:mysql://h:3306/d?rewriteBatchedStatements=true&useServerPrepStmts=false&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true{mySql}");
    }

    [Theory]
    [InlineData("?sslmode=hush", "sslmode")]
    [InlineData("?sslmode=verify-full&sslrootcert=/nowhere/hush.pem", "sslrootcert")]
    [InlineData("?connect_timeout=hush", "connect_timeout")]
    public void What_is_not_understood_is_refused_by_name_without_its_value(string query, string name)
    {
        var error = Should.Throw<PipelineException>(() => Postgres(query));

        error.Code.ShouldBe(ExitCode.Usage);
        error.Message.ShouldContain("POSTGRES_URL");
        error.Message.ShouldContain(name);
        (error.Message + error.Remedy).ShouldNotContain("hush");
    }

    [Fact]
    public void A_root_certificate_that_nobody_would_look_at_is_refused() =>
        Should.Throw<PipelineException>(() => Postgres($"?sslmode=require&sslrootcert={Uri.EscapeDataString(_certificate)}"))
            .Message.ShouldBe("POSTGRES_URL names a root certificate, but its mode does not verify the server.");

    private static DatabaseUrl Postgres(string query) => DatabaseUrl.Parse("POSTGRES_URL", $"postgres://u:p@h/d{query}", 5432, "postgres");

    private static DatabaseUrl MySql(string query) => DatabaseUrl.Parse("MYSQL_URL", $"mysql://u:p@h/d{query}", 3306, "mysql");
}
