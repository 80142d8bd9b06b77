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
