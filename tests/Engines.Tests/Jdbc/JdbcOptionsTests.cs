using Pipeline.Spark.Sql;
using Pipeline.Spark.Sql.Embedded.Jdbc;
using Pipeline.Spark.Sql.Internal;

namespace Pipeline.Engines.Tests.Jdbc;

public sealed class JdbcOptionsTests
{
    private const string Url = "jdbc:postgresql://h/d";

    [Fact]
    public void Spark_options_are_taken_and_the_rest_goes_to_the_driver()
    {
        var options = Parse(("url", Url + "?sslmode=disable"), ("DbTable", "orders"), ("user", "u"), ("fetchsize", "100"), ("driver", "x.Y"), ("connectTimeout", "3"));

        options.Table.ShouldBe("orders");
        options.DriverParameters.Select(pair => pair.Key).ShouldBe(["sslmode", "user", "connectTimeout"], ignoreOrder: true);
    }

    [Fact]
    public void A_subquery_and_a_query_become_the_source_of_the_scan()
    {
        Parse(("url", Url), ("dbtable", "(select 1) t")).Source(hasPredicates: true).ShouldBe("(select 1) t");
        Parse(("url", Url), ("query", "select 1;")).Source(hasPredicates: false).ShouldBe("(select 1) spark_gen_1");
    }

    [Fact]
    public void What_contradicts_itself_or_is_missing_is_named()
    {
        Refusal(() => Parse(("dbtable", "t"))).ShouldContain("option url of jdbc is not set");
        Refusal(() => Parse(("url", Url)).Source(hasPredicates: false)).ShouldContain("dbtable of jdbc is not set");
        Refusal(() => Parse(("url", Url), ("dbtable", "t"), ("query", "q")).Source(hasPredicates: false)).ShouldContain("beside dbtable");
        Refusal(() => Parse(("url", Url), ("query", "q")).Source(hasPredicates: true)).ShouldContain("beside predicates");
    }

    [Theory]
    [InlineData("partitionColumn")]
    [InlineData("customSchema")]
    [InlineData("preferTimestampNTZ")]
    public void An_option_that_could_change_the_result_is_refused_by_name(string option) =>
        Refusal(() => Parse(("url", Url), ("dbtable", "t"), (option, "x"))).ShouldContain(option);

    [Theory]
    [InlineData("jdbc:postgresql://h/d?foo=1", "foo")]
    [InlineData("jdbc:postgresql://h/d?stringtype=varchar", "stringtype")]
    [InlineData("jdbc:postgresql://h/d?connectTimeout=soon", "connectTimeout")]
    [InlineData("jdbc:postgresql://h/d?sslfactory=org.postgresql.ssl.NonValidatingFactory", "sslfactory")]
    [InlineData("jdbc:mysql://h/d?serverTimezone=Europe/Berlin", "serverTimezone")]
    [InlineData("jdbc:mysql://h/d?sessionVariables=sql_mode=''", "sessionVariables")]
    [InlineData("jdbc:mysql://h/d?sslMode=sometimes", "sslMode")]
    public void A_driver_parameter_that_could_change_the_result_is_refused_by_name(string url, string expected) =>
        Refusal(() => DatabaseServer.At(Parse(("url", url)), "test")).ShouldContain(expected);

    [Theory]
    [InlineData("jdbc:postgresql://h/d?reWriteBatchedInserts=true&stringtype=unspecified&sslmode=verify-full&ApplicationName=x&tcpKeepAlive=true")]
    [InlineData("jdbc:postgresql://h/d?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory")]
    [InlineData("jdbc:mysql://h/d?rewriteBatchedStatements=true&useServerPrepStmts=false&permitMysqlScheme&useBulkStmts=true&sslMode=VERIFY_CA&connectTimeout=1500")]
    [InlineData("jdbc:mariadb://h/d?user=u&password=p&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true&characterEncoding=UTF-8")]
    public void Parameters_of_speed_and_of_security_are_accepted(string url) =>
        DatabaseServer.At(Parse(("url", url)), "test").Address.ShouldStartWith("h:");

    [Theory]
    [InlineData("orders", '"', "\"orders\"")]
    [InlineData("public.orders", '"', "\"public\".\"orders\"")]
    [InlineData("`shop`.`my.orders`", '`', "`shop`.`my.orders`")]
    [InlineData("\"shop\".Orders", '`', "`shop`.`Orders`")]
    public void A_target_is_quoted_part_by_part(string name, char quote, string expected) => TableName.Quote(name, quote).ShouldBe(expected);

    [Theory]
    [InlineData("orders; drop table x")]
    [InlineData("(select 1) t")]
    [InlineData("a..b")]
    [InlineData("\"open")]
    [InlineData("")]
    public void What_is_no_table_is_no_target(string name) => Refusal(() => TableName.Quote(name, '"')).ShouldContain("dbtable");

    private static string Refusal(Func<object?> work) => Should.Throw<SparkEngineException>(() => _ = work()).Message;

    private static JdbcOptions Parse(params (string Name, string Value)[] options) =>
        JdbcOptions.From(new SourceOptions(options.Select(option => KeyValuePair.Create(option.Name, option.Value))));
}
