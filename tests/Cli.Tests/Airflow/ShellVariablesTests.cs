using Pipeline.Cli.Airflow;

namespace Pipeline.Cli.Tests.Airflow;

public sealed class ShellVariablesTests
{
    [Theory]
    [InlineData("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN")]
    [InlineData("AIRFLOW_CONFIG")]
    [InlineData("AIRFLOW_CONN_MYSQL_DEFAULT")]
    [InlineData("POSTGRES_URL")]
    public void What_names_another_airflow_or_its_databases_is_taken_away(string name)
    {
        var mended = Mended((name, "postgresql://prod"));

        mended.ShouldContainKey(name);
        mended[name].ShouldBeNull();
    }

    [Theory]
    [InlineData("AIRFLOW_CONN_PIPELINE_ALERTS")]
    [InlineData("OPENLINEAGE_URL")]
    [InlineData("http_proxy")]
    public void Anything_else_stays(string name) => Mended((name, "http://example")).ShouldNotContainKey(name);

    [Theory]
    [InlineData(null, null, "127.0.0.1,localhost")]
    [InlineData("", null, "127.0.0.1,localhost")]
    [InlineData(".corp", null, ".corp,127.0.0.1,localhost")]
    [InlineData(null, ".corp", ".corp,127.0.0.1,localhost")]
    [InlineData("a", "b", "a,127.0.0.1,localhost")]
    [InlineData("*", null, "*")]
    public void No_proxy_stands_between_processes_of_this_machine(string? lower, string? upper, string expected)
    {
        var mended = Mended(("no_proxy", lower), ("NO_PROXY", upper));

        (mended["no_proxy"], mended["NO_PROXY"]).ShouldBe((expected, expected));
    }

    private static IReadOnlyDictionary<string, string?> Mended(params (string Name, string? Value)[] shell) =>
        ShellVariables.Mended(shell.Where(variable => variable.Value is not null).ToDictionary(variable => variable.Name, variable => variable.Value));
}
