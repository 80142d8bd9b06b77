using Pipeline.Spark.Sql.Types;

namespace Pipeline.Engines.Tests.Sql;

public sealed class LoadedTableTests
{
    [Fact]
    public void Every_type_comes_back_as_it_went_in()
    {
        var schema = TableRelation.Columns(
            ("b", new BooleanType()), ("s", new ShortType()), ("i", new IntegerType()), ("l", new LongType()), ("f", new FloatType()), ("d", new DoubleType()),
            ("m", new DecimalType(12, 2)), ("w", new DecimalType(38, 9)), ("t", new StringType()), ("day", new DateType()), ("moment", new TimestampType()));
        var at = new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Unspecified).AddMicroseconds(999_999);
        using var sql = new SqlBench();
        _ = sql.With("t", new TableRelation(
            schema,
            [true, (short)-1, 2, long.MinValue, 0.5f, 0.1, 12.34m, "12345678901234567890123456789.123456789", "ж", new DateTime(1, 1, 2), at],
            [null, null, null, null, null, null, null, null, null, null, null]));

        sql.Types("select * from t").ShouldBe(
            "boolean, short, integer, long, float, double, decimal(12,2), decimal(38,9), string, date, timestamp");
        sql.Rows("select *, cast(w as string) as x from t where l is not null and w < 1").ShouldBeEmpty();
        sql.Rows("select b, s, i, l, f, d, m, cast(w as string) as w, t, day, moment from t").ShouldBe(
            "True, -1, 2, -9223372036854775808, 0.5, 0.1, 12.34, 12345678901234567890123456789.123456789, ж, 0001-01-02, 2024-02-29 23:59:59.999999Z; "
            + "null, null, null, null, null, null, null, null, null, null, null");
    }

    [Fact]
    public void Only_the_columns_a_query_speaks_of_are_read()
    {
        var table = new TableRelation(TableRelation.Columns(("id", new LongType()), ("amount", new DecimalType(12, 2)), ("note", new StringType())), [1L, 2.50m, "x"]);
        using var sql = new SqlBench();
        _ = sql.With("t", table);

        sql.Rows("select sum(amount) as total from t").ShouldBe("2.50");

        table.Asked.ShouldBe(["amount"]);
    }

    [Fact]
    public void A_later_query_gets_the_columns_it_needs_as_well()
    {
        using var sql = new SqlBench();
        _ = sql.With("t", new TableRelation(TableRelation.Columns(("id", new LongType()), ("note", new StringType())), [1L, "x"]));

        sql.Rows("select count(*) from t").ShouldBe("1");
        sql.Rows("select note from t").ShouldBe("x");
        sql.Rows("select id from t").ShouldBe("1");
    }

    [Fact]
    public void A_further_load_that_failed_leaves_no_empty_table_behind()
    {
        var table = new TableRelation(TableRelation.Columns(("id", new LongType()), ("note", new StringType())), [1L, "x"]);
        using var sql = new SqlBench();
        _ = sql.With("t", table);
        sql.Rows("select id from t").ShouldBe("1");

        table.IsAway = true;
        sql.Refusal("select note from t").Message.ShouldContain("away");
        table.IsAway = false;

        sql.Rows("select id from t").ShouldBe("1");
    }
}
