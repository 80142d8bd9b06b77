namespace Pipeline.Engines.Tests.Sql;

/// <summary>Expressions whose results were taken from Spark 4.0.</summary>
public sealed class SparkDialectTests
{
    [Theory]
    [InlineData("\"double quotes\"", "string double quotes")]
    [InlineData(@"'it\'s'", "string it's")]
    [InlineData("'a' || 'b'", "string ab")]
    [InlineData("concat('a', null)", "string null")]
    [InlineData("concat_ws('-', 'a', null, 'b')", "string a-b")]
    [InlineData("nvl(null, 1)", "integer 1")]
    [InlineData("nvl2(1, 'given', 'missing')", "string given")]
    [InlineData("7 div 2", "long 3")]
    [InlineData("null <=> null", "boolean True")]
    [InlineData("10L", "long 10")]
    [InlineData("1.50BD", "decimal(3,2) 1.50")]
    [InlineData("to_date('2024-02-29')", "date 2024-02-29")]
    [InlineData("to_date('29.02.2024', 'dd.MM.yyyy')", "date 2024-02-29")]
    [InlineData("date_trunc('MONTH', timestamp '2024-05-06 07:08:09.000001')", "timestamp 2024-05-01 00:00:00.000000Z")]
    [InlineData("trunc(date '2024-05-06', 'month')", "date 2024-05-01")]
    [InlineData("date_format(timestamp '2024-05-06 07:08:09', 'yyyy-MM-dd HH:mm')", "string 2024-05-06 07:08")]
    [InlineData("date_add(date '2024-02-28', 2)", "date 2024-03-01")]
    [InlineData("date_sub(date '2024-03-01', 1)", "date 2024-02-29")]
    [InlineData("datediff(date '2024-03-01', date '2024-02-01')", "integer 29")]
    [InlineData("add_months(date '2024-01-31', 1)", "date 2024-02-29")]
    [InlineData("last_day(date '2024-02-10')", "date 2024-02-29")]
    [InlineData("dayofweek(date '2024-05-05')", "integer 1")]
    [InlineData("weekday(date '2024-05-05')", "integer 6")]
    [InlineData("year(date '2024-05-05')", "integer 2024")]
    [InlineData("unix_timestamp(timestamp '1970-01-02 00:00:00.9')", "long 86400")]
    [InlineData("cast(timestamp '2024-05-06 23:59:59.999999' as date)", "date 2024-05-06")]
    [InlineData("timestamp '2024-05-06 07:08:09.123456'", "timestamp 2024-05-06 07:08:09.123456Z")]
    [InlineData("greatest(1, 3, 2)", "integer 3")]
    [InlineData("length('Привет')", "integer 6")]
    [InlineData("case when 1 > 2 then 'a' end", "string null")]
    public void Evaluates_as_Spark_does(string expression, string expected)
    {
        using var sql = new SqlBench();

        sql.Value(expression).ShouldBe(expected);
    }

    [Fact]
    public void Nulls_sort_first_going_up_and_last_going_down()
    {
        using var sql = new SqlBench();
        _ = sql.With("t", "select 1 as a union all select null union all select 2");

        sql.Rows("select a from t order by a").ShouldBe("null; 1; 2");
        sql.Rows("select a from t order by a desc").ShouldBe("2; 1; null");
    }

    [Fact]
    public void Backticks_name_columns_and_an_unnamed_column_is_named_by_its_expression()
    {
        using var sql = new SqlBench();
        _ = sql.With("t", "select 1 as `Wide Name`, 2 as x");

        sql.Names("select `Wide Name`, sum(x) from t group by `Wide Name`").ShouldBe("Wide Name, sum(x)");
    }

    [Fact]
    public void Windows_number_rows()
    {
        using var sql = new SqlBench();
        _ = sql.With("t", "select 1 as k, 5 as v union all select 1, 7 union all select 2, 9");

        sql.Rows("select k, v, row_number() over (partition by k order by v desc) as n from t order by k, n").ShouldBe("1, 7, 1; 1, 5, 2; 2, 9, 1");
        sql.Types("select row_number() over (order by v) as n from t").ShouldBe("integer");
    }

    [Fact]
    public void A_common_table_hides_a_view_of_its_name_but_can_read_it()
    {
        using var sql = new SqlBench();
        _ = sql.With("orders", "select 1 as id union all select 2");

        sql.Rows("with orders as (select * from orders where id = 2) select id from orders").ShouldBe("2");
    }

    [Fact]
    public void A_view_replaced_later_does_not_change_a_query_over_the_old_one()
    {
        using var sql = new SqlBench();
        _ = sql.With("t", "select 1 as a").With("over", "select a + 1 as b from t").With("t", "select 10 as a");

        sql.Rows("select b from over").ShouldBe("2");
    }

    [Theory]
    [InlineData("select levenshtein('a', 'b')", "the function levenshtein")]
    [InlineData("select * from absent", "no view absent")]
    [InlineData("select * from read_csv('/etc/passwd')", "the function read_csv")]
    [InlineData("select * from '/etc/passwd'", "no view")]
    [InlineData("drop table x", "cannot be run")]
    [InlineData("select 1; select 2", "one select")]
    [InlineData("select date_format(current_date, 'QQ')", "QQ")]
    [InlineData("select cast('1.7' as int)", "CAST_INVALID_INPUT")]
    [InlineData("select 'open", "no end")]
    public void Says_what_it_does_not_run(string text, string expected)
    {
        using var sql = new SqlBench();

        sql.Refusal(text).Message.ShouldContain(expected);
    }
}
