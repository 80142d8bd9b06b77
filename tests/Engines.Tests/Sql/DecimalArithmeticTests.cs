namespace Pipeline.Engines.Tests.Sql;

/// <summary>Types and values as Spark 4.0 gives them: money never becomes a binary fraction.</summary>
public sealed class DecimalArithmeticTests
{
    private const string Money = "cast('10.00' as decimal(12,2))";

    [Theory]
    [InlineData($"{Money} / cast(3 as bigint)", "decimal(33,23) 3.33333333333333333333333")]
    [InlineData($"{Money} / 3", "decimal(16,6) 3.333333")]
    [InlineData($"{Money} / 3L", "decimal(16,6) 3.333333")]
    [InlineData($"{Money} / cast(3 as int)", "decimal(23,13) 3.3333333333333")]
    [InlineData($"{Money} / cast('3.00' as decimal(12,2))", "decimal(27,15) 3.333333333333333")]
    [InlineData("cast(-2 as decimal(12,2)) / 3", "decimal(16,6) -0.666667")]
    [InlineData("10 / 4", "double 2.5")]
    [InlineData($"{Money} / cast(4 as double)", "double 2.5")]
    [InlineData($"try_divide({Money}, 0)", "decimal(16,6) null")]
    [InlineData($"{Money} / null", "double null")]
    public void Divides_as_Spark_does(string expression, string expected)
    {
        using var sql = new SqlBench();

        sql.Value(expression).ShouldBe(expected);
    }

    [Theory]
    [InlineData($"{Money} * cast(3 as int)", "decimal(23,2) 30.00")]
    [InlineData($"{Money} * 3", "decimal(14,2) 30.00")]
    [InlineData($"{Money} + 1", "decimal(13,2) 11.00")]
    [InlineData($"{Money} - cast('0.005' as decimal(5,3))", "decimal(14,3) 9.995")]
    [InlineData("cast(1 as decimal(38,18)) + cast(2 as decimal(38,18))", "decimal(38,17) 3.00000000000000000")]
    [InlineData("cast('1.5' as decimal(20,10)) * cast('2' as decimal(20,10))", "decimal(38,17) 3.00000000000000000")]
    [InlineData("2 + 3", "int 5")]
    [InlineData("cast('1234567.89' as decimal(12,2)) * cast('1.0837450000' as decimal(18,10))", "decimal(31,12) 1337956.777948050000")]
    [InlineData("cast('10000000000' as decimal(18,2)) + cast('1' as decimal(18,8))", "decimal(26,8) 10000000001.00000000")]
    [InlineData("cast('1' as decimal(18,8)) - cast('10000000000' as decimal(18,2))", "decimal(26,8) -9999999999.00000000")]
    [InlineData("cast('123456789012.125' as decimal(30,10)) * cast('2.5' as decimal(30,10))", "decimal(38,6) 308641972530.312500")]
    public void Adds_and_multiplies_as_Spark_does(string expression, string expected)
    {
        using var sql = new SqlBench();

        sql.Value(expression).Replace("integer", "int").ShouldBe(expected);
    }

    [Theory]
    [InlineData("round(cast('2.345' as decimal(10,3)), 2)", "decimal(10,2) 2.35")]
    [InlineData("round(cast('-2.345' as decimal(10,3)), 2)", "decimal(10,2) -2.35")]
    [InlineData("round(cast('2.5' as decimal(10,1)))", "decimal(10,0) 3")]
    [InlineData("cast(cast('2.9' as decimal(5,1)) as int)", "integer 2")]
    [InlineData("cast(cast('-2.9' as decimal(5,1)) as bigint)", "long -2")]
    [InlineData("cast(2.9D as int)", "integer 2")]
    public void Rounds_half_up_and_casts_by_cutting_off(string expression, string expected)
    {
        using var sql = new SqlBench();

        sql.Value(expression).ShouldBe(expected);
    }

    [Fact]
    public void Sums_and_averages_stay_decimal()
    {
        using var sql = new SqlBench();
        _ = sql.With("t", $"select {Money} as m, 1 as k union all select cast('0.01' as decimal(12,2)), 1 union all select null, 2");

        sql.Types("select sum(m), avg(m), sum(k), avg(k), count(m) from t").ShouldBe("decimal(22,2), decimal(16,6), long, double, long");
        sql.Rows("select sum(m), avg(m), sum(k), avg(k), count(m) from t").ShouldBe("10.01, 5.005000, 4, 1.3333333333333333, 2");
        sql.Rows("select k, round(sum(m) / count(*), 2) from t group by k order by k").ShouldBe("1, 5.01; 2, null");
        sql.Rows("select sum(m) over (partition by k order by m) as s from t order by s").ShouldBe("null; 0.01; 10.01");
        sql.Types("select avg(m) over (partition by k) from t").ShouldBe("decimal(16,6)");
    }

    [Fact]
    public void A_sum_over_a_count_has_the_type_of_Spark()
    {
        using var sql = new SqlBench();
        _ = sql.With("t", $"select {Money} as m");

        sql.Types("select sum(m) / count(*) as a, sum(m / 2) as b, avg(m * 2) as c from t").ShouldBe("decimal(38,18), decimal(26,6), decimal(18,6)");
    }

    [Fact]
    public void The_same_computation_can_be_grouped_by()
    {
        using var sql = new SqlBench();
        _ = sql.With("t", $"select {Money} as m union all select cast('11.00' as decimal(12,2))");

        sql.Rows("select m / 2 as half, count(*) from t group by m / 2 order by m / 2").ShouldBe("5.000000, 1; 5.500000, 1");
    }

    [Fact]
    public void A_division_by_zero_is_an_error()
    {
        using var sql = new SqlBench();

        sql.Refusal($"select {Money} / 0").Message.ShouldContain("DIVIDE_BY_ZERO");
        sql.Refusal("select 1 / 0").Message.ShouldContain("DIVIDE_BY_ZERO");
    }

    [Fact]
    public void Decimals_of_38_digits_are_exact()
    {
        using var sql = new SqlBench();

        sql.Rows("select cast(cast('12345678901234567890123456789.123456789' as decimal(38,9)) as string)")
            .ShouldBe("12345678901234567890123456789.123456789");
    }
}
