using Pipeline.Spark.Sql;
using Pipeline.Spark.Sql.Internal;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Engines.Tests.Plan;

public sealed class SessionTests
{
    [Fact]
    public void Queries_over_views_give_rows_with_their_schema()
    {
        using var spark = SparkSession.Builder().AppName("tests").GetOrCreate();
        spark.Sql("select 1 as id, cast('2.50' as decimal(12,2)) as amount, date '2024-02-29' as day").CreateOrReplaceTempView("Orders");

        var orders = spark.Sql("select id, amount, day from orders");
        var row = orders.Collect().ShouldHaveSingleItem();

        orders.Columns().ShouldBe(["id", "amount", "day"]);
        orders.Schema().SimpleString.ShouldBe("struct<id:integer,amount:decimal(12,2),day:date>");
        orders.Count().ShouldBe(1);
        (row.GetAs<int>("id"), row.GetAs<long>(0), row.GetAs<decimal>("amount"), row.GetAs<Date>(2).ToString()).ShouldBe((1, 1L, 2.50m, "2024-02-29"));
        Should.Throw<ArgumentException>(() => row.Get("ID")).Message.ShouldContain("id, amount, day");
    }

    [Fact]
    public void Columns_are_selected_by_name()
    {
        using var spark = SparkSession.Builder().GetOrCreate();

        var selected = spark.Sql("select 1 as a, 2 as `b.c`, 3 as d").Select("d", "`b.c`");

        selected.Columns().ShouldBe(["d", "b.c"]);
        selected.Collect().ShouldHaveSingleItem().Values.ShouldBe([3, 2]);
    }

    [Theory]
    [InlineData("overwrite")]
    [InlineData("ignore")]
    [InlineData("errorifexists")]
    public void Only_append_is_written(string mode)
    {
        using var spark = SparkSession.Builder().GetOrCreate();

        Should.Throw<SparkEngineException>(() => spark.Sql("select 1").Write().Mode(mode).Format("jdbc").Save()).Message.ShouldContain(mode);
    }

    [Fact]
    public void An_empty_list_of_predicates_is_refused()
    {
        using var spark = SparkSession.Builder().GetOrCreate();

        Should.Throw<SparkEngineException>(() => spark.Read().Jdbc("jdbc:postgresql://127.0.0.1:1/shop", "t", [], []))
            .Message.ShouldContain("empty list");
    }

    [Fact]
    public void An_unknown_format_is_refused_with_those_that_are_known()
    {
        using var spark = SparkSession.Builder().GetOrCreate();

        var error = Should.Throw<SparkEngineException>(() => spark.Read().Format("csv").Load());

        error.Message.ShouldContain("csv");
        error.Remedy.ShouldContain("jdbc");
        error.Data["Remedy"].ShouldBe(error.Remedy);
    }

    [Fact]
    public void A_stop_interrupts_the_query_at_work()
    {
        using var spark = SparkSession.Builder().GetOrCreate();
        spark.Sql("select 1 as a union all select 2 union all select 3 union all select 4").CreateOrReplaceTempView("four");
        var joins = string.Join(" cross join ", Enumerable.Range(0, 18).Select(index => $"four t{index}"));
        var stopper = new Thread(() =>
        {
            Thread.Sleep(300);
            spark.Stop();
        });
        stopper.Start();

        Should.Throw<OperationCanceledException>(() => spark.Sql($"select sum(t0.a * t17.a) as s from {joins} where t0.a + t17.a < 5").Collect().ToList());

        stopper.Join();
        Should.Throw<SparkEngineException>(() => spark.Sql("select 1").Count()).ErrorClass.ShouldBe("SESSION_STOPPED");
    }

    [Theory]
    [InlineData("spark.default.parallelism", "0")]
    [InlineData("spark.default.parallelism", "many")]
    [InlineData("spark.pipeline.memoryLimit", "1k")]
    [InlineData("spark.pipeline.memoryLimit", "big")]
    public void A_setting_that_cannot_be_used_is_named(string key, string value) =>
        Should.Throw<SparkEngineException>(() => SparkSession.Builder().Config(key, value).GetOrCreate()).Message.ShouldContain(key);

    [Theory]
    [InlineData("512m", 512L << 20)]
    [InlineData("2g", 2L << 30)]
    [InlineData("104857600", 104857600L)]
    public void Sizes_are_written_as_Spark_writes_them(string text, long bytes) =>
        EngineSettings.From(new Dictionary<string, string>(StringComparer.Ordinal) { ["spark.pipeline.memoryLimit"] = text }).MemoryLimit.ShouldBe(bytes);
}
