namespace Pipeline.Engines.Tests.Sql;

/// <summary>Values of two types side by side, where DuckDB would take one for the other without a word.</summary>
public sealed class SparkComparisonTests
{
    private const string Row = """
        select '5' as five, '12.7' as n, 5 as id, cast('10.00' as decimal(12,2)) as price, true as flag, cast(1 as smallint) as qty,
            date '2024-05-06' as day, timestamp '2024-05-06 06:00:00' as ts, cast(0.1 as float) as f
        """;

    [Theory]
    [InlineData("five = id", "boolean True")]
    [InlineData("five <> id", "boolean False")]
    [InlineData("five in (4, 5)", "boolean True")]
    [InlineData("id not in ('4', '5')", "boolean False")]
    [InlineData("id between '1' and 7", "boolean True")]
    [InlineData("five <=> 5", "boolean True")]
    [InlineData("nullif(id, '5')", "integer null")]
    [InlineData("case five when 5 then 'y' end", "string y")]
    [InlineData("id = null", "boolean null")]
    [InlineData("price > '9.999'", "boolean True")]
    [InlineData("price between '9.999' and 11", "boolean True")]
    [InlineData("ts > '2024-05-06T07:00:00+02:00'", "boolean True")]
    [InlineData("ts in ('2024-05-06T08:00:00+02:00')", "boolean True")]
    [InlineData("ts between '2024-05-06T07:00:00+02:00' and '2024-05-06T08:00:00+02:00'", "boolean True")]
    [InlineData("day = '2024-05-06'", "boolean True")]
    [InlineData("flag = 'true'", "boolean True")]
    [InlineData("f = 0.1D", "boolean False")]
    [InlineData("f in (0.1D)", "boolean False")]
    public void Compares(string expression, string expected) => Means(expression, expected);

    [Theory]
    [InlineData("n = 13")]
    [InlineData("n in (13, 14)")]
    [InlineData("n between 1 and 20")]
    [InlineData("case n when 13 then 1 end")]
    public void Takes_no_fraction_for_a_whole_number(string expression)
    {
        using var sql = new SqlBench().With("t", Row);

        sql.Refusal($"select {expression} from t").ErrorClass.ShouldBe("SQL_DATA_FAILED");
    }

    [Theory]
    [InlineData("qty * 200", "integer 200")]
    [InlineData("100 - qty", "integer 99")]
    [InlineData("qty % 7", "integer 1")]
    [InlineData("qty + qty", "short 2")]
    [InlineData("price / (qty + 1)", "decimal(23,13) 5.0000000000000")]
    [InlineData("case when flag then qty else 0 end", "integer 1")]
    [InlineData("if(flag, qty, 0)", "integer 1")]
    [InlineData("coalesce(qty, 0)", "integer 1")]
    [InlineData("nvl(qty, 0)", "integer 1")]
    [InlineData("greatest(qty, 0)", "integer 1")]
    [InlineData("coalesce(price, 0)", "decimal(12,2) 10.00")]
    public void A_whole_number_that_is_written_out_is_an_int(string expression, string expected) => Means(expression, expected);

    [Fact]
    public void Counts_of_conditions_are_long()
    {
        using var sql = new SqlBench().With("t", "select true as x union all select false union all select false");

        sql.Value("count_if(true)").ShouldBe("long 1");
        sql.Types("select count_if(x) over () from t").ShouldBe("long");
        sql.Rows("select cast(count_if(x) * 1.0 / count(*) as decimal(10,8)) from t").ShouldBe("0.33333333");
    }

    [Fact]
    public void A_comparison_can_be_joined_and_grouped_by()
    {
        using var sql = new SqlBench().With("t", Row).With("u", "select '5' as id, 2 as k union all select '6', 3");

        sql.Rows("select u.k from t join u on u.id = t.id").ShouldBe("2");
        sql.Rows("select id = '5' as same, count(*) from t group by id = '5'").ShouldBe("True, 1");
        sql.Rows("select k from u where id = (select max(t.id) from t where t.five = u.id)").ShouldBe("2");
    }

    [Theory]
    [InlineData("flag = 1", "true or false")]
    [InlineData("id in (flag)", "true or false")]
    [InlineData("case when id then 1 end", "true or false")]
    [InlineData("flag and 1", "true or false")]
    [InlineData("not id", "true or false")]
    [InlineData("sum(flag)", "count_if")]
    [InlineData("five in (1, 1.5)", "Cast each")]
    [InlineData("coalesce(id, '7.6')", "cast")]
    [InlineData("coalesce(ts, '2024-05-06T07:00:00+02:00')", "cast")]
    public void Refuses(string expression, string expected)
    {
        using var sql = new SqlBench().With("t", Row);

        var error = sql.Refusal($"select {expression} from t");

        error.ErrorClass.ShouldBe("SQL_FAILED");
        $"{error.Message}\n{error.Remedy}".ShouldContain(expected);
    }

    private static void Means(string expression, string expected)
    {
        using var sql = new SqlBench().With("t", Row);

        $"{sql.Types($"select {expression} from t")} {sql.Rows($"select {expression} from t")}".ShouldBe(expected);
    }
}
