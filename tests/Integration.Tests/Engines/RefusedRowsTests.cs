using Pipeline.Integration.Tests.Servers;
using Pipeline.Spark.Sql;

namespace Pipeline.Integration.Tests.Engines;

/// <summary>What a target would bend or drop is an error that names it, keeps nothing and shows no value.</summary>
public sealed class RefusedRowsTests(TestServers servers)
{
    [Theory]
    [InlineData("select 1::bigint as id, 'x' as v union all select 1, 'x'", "Duplicate entry for key")]
    [InlineData("select 1::bigint as id, 'secret' as v", "column 'v'")]
    [InlineData("select 1::bigint as id, 123456.789 as n", "Out of range value for column 'n'")]
    [InlineData("select 1::bigint as id, 1.789::numeric as n", "Data truncated for column 'n'")]
    [InlineData("select 1::bigint as id, 'NaN'::numeric as n", "decimal value")]
    [InlineData("select 1::bigint as id, 'infinity'::timestamp as at", "column 'at'")]
    [InlineData("select null::bigint as id", "'id'")]
    [InlineData("select 1::bigint as id, 2 as zz", "no column zz; it has id, v, n, at")]
    [InlineData("select i::bigint as id, (1 / (5000 - i))::numeric as n from generate_series(1, 100000) as i", "division by zero")]
    public async Task A_row_that_does_not_fit_stops_the_write(string query, string expected)
    {
        await using var bench = await EngineBench.OpenAsync(servers);
        await bench.MySql.ExecuteAsync("create table target (id bigint primary key, v varchar(3), n decimal(5,2), at datetime(6)) character set utf8mb4");

        var error = Should.Throw<SparkEngineException>(() => bench.ToMySql(bench.FromPostgres($"({query}) t"), "target"));

        error.Message.ShouldContain(expected);
        error.ToString().ShouldNotContain("secret");
        (await bench.CountInMySqlAsync("target")).ShouldBe(0);
    }

    [Fact]
    public async Task The_partition_that_failed_is_the_one_that_speaks()
    {
        await using var bench = await EngineBench.OpenAsync(servers);
        await bench.MySql.ExecuteAsync("create table target (id bigint primary key)");

        var error = Should.Throw<SparkEngineException>(() => bench.ToMySql(
            bench.FromPostgres("(select i::bigint as id from generate_series(1, 3000000) as i) t", "id <= 2000000", "id > 2000000 and id / (id - 2000001) > 0"), "target"));

        error.Message.ShouldContain("division by zero");
        (await bench.CountInMySqlAsync("target")).ShouldBe(0);
    }

    [Fact]
    public async Task PostgreSQL_says_which_type_did_not_take_a_value_but_not_the_value()
    {
        await using var bench = await EngineBench.OpenAsync(servers);
        await bench.Postgres.ExecuteAsync("create table target (id bigint)");

        var error = Should.Throw<SparkEngineException>(() => bench.ToPostgres(bench.FromMySql("(select 'secret' as id) t"), "target"));

        error.Message.ShouldContain("invalid input syntax for type bigint");
        error.ToString().ShouldNotContain("secret");
    }
}
