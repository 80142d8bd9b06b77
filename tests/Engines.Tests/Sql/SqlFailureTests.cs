using Pipeline.Spark.Sql;

namespace Pipeline.Engines.Tests.Sql;

/// <summary>An error at run time is told as itself, and what it ends leaves nothing that a later stop would trip over.</summary>
public sealed class SqlFailureTests
{
    [Theory]
    [InlineData("select 1 / a from t", "SQL_DATA_FAILED")]
    [InlineData("select cast(a + 9223372036854775807 as bigint) + 1 from t", "SQL_DATA_FAILED")]
    [InlineData("select cast(concat('x', a) as int) from t", "SQL_DATA_FAILED")]
    [InlineData("select absent from t", "SQL_FAILED")]
    public void Rows_that_cannot_be_computed_are_told_from_a_query_that_is_wrong(string query, string expected)
    {
        using var sql = new SqlBench().With("t", "select 0 as a");

        sql.Refusal(query).ErrorClass.ShouldBe(expected);
    }

    [Theory]
    [InlineData("cast(t as double)", "Conversion Error: Could not convert string to DOUBLE when casting from source column t")]
    [InlineData("cast(t as date)", "Conversion Error: invalid date field format, expected format is (YYYY-MM-DD) when casting from source column t")]
    [InlineData("cast(concat(t, '\\n\\nLINE 1: x', t) as double)", "Conversion Error: Could not convert string to DOUBLE")]
    [InlineData("cast('2026-02-30' as date)", "Conversion Error: date field value out of range")]
    [InlineData("make_date(2026, 13, 1)", "Conversion Error: Date out of range")]
    [InlineData("to_date(t, 'yyyy-MM-dd')", "Invalid Input Error: [CAST_INVALID_INPUT] A text is not written as its date pattern asks.")]
    [InlineData("cast(b as int)", "Conversion Error: Type INT64 with value can't be cast because the value is out of range for the destination type INT32 when casting from source column b")]
    [InlineData("cast(m as decimal(5, 2))", "Conversion Error: Casting value to type DECIMAL(5,2) failed: value is out of range! when casting from source column m")]
    [InlineData("b * 2", "Out of Range Error: Overflow in multiplication of INT64!")]
    public void A_value_is_not_told(string expression, string told)
    {
        using var sql = new SqlBench().With("t", """select concat('bob', '@x\'s "org') as t, 9223372036854775807 as b, cast(123456.789 as decimal(20, 3)) as m""");

        sql.Refusal($"select {expression} as x from t").Message.ShouldBe($"The query met values that it cannot compute: {told}");
    }

    [Fact]
    public void A_query_without_room_says_which_setting_gives_it_more()
    {
        using var sql = new SqlBench("16m").With("t", "select 0 as a union all select 1");

        var error = sql.Refusal("select max(repeat(cast(a as string), 30000000)) from t");

        error.ErrorClass.ShouldBe("NO_ROOM");
        error.Remedy.ShouldContain("spark.pipeline.memoryLimit");
    }

    [Fact]
    public void A_stop_after_a_query_that_failed_finds_nothing_to_interrupt()
    {
        using var stop = new CancellationTokenSource();
        using var sql = new SqlBench().With("t", "select 0 as a");
        var relation = sql.Relation("select sum(1 / a) as s from t");

        _ = Should.Throw<SparkEngineException>(() =>
        {
            using var cursor = relation.Open(0, ["s"], stop.Token);
            _ = cursor.Read();
        });

        stop.Cancel();
    }
}
